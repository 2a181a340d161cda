using Actors.Database;
using Npgsql;

namespace Actors.Harness;

/// <summary>
/// A fresh database for one test or fixture, gone afterwards: on the server that ConnectionStrings__Actors names (as
/// ./test sets it), else on a private one.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    // One for all tests of this process that run without ./test; it goes with the process.
    private static readonly Lazy<Task<PrivatePostgres>> _shared = new(StartShared);

    private readonly NpgsqlConnectionStringBuilder _settings;

    private TestDatabase(string connectionString) =>
        _settings = new NpgsqlConnectionStringBuilder(connectionString) { Database = $"test_{Guid.NewGuid():N}" };

    /// <summary>Names the fresh database.</summary>
    public string ConnectionString => _settings.ConnectionString;

    /// <param name="withSchema">Whether the schema is applied; without it the database does not even exist yet.</param>
    public static async Task<TestDatabase> Create(bool withSchema = true)
    {
        var given = Environment.GetEnvironmentVariable("ConnectionStrings__Actors");
        var database = new TestDatabase(
            string.IsNullOrWhiteSpace(given) ? (await _shared.Value).ConnectionString : given);
        if (withSchema)
        {
            Schema.Apply(database.ConnectionString);
        }

        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var maintenance = new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var source = NpgsqlDataSource.Create(maintenance);
        await using var drop = source.CreateCommand($"DROP DATABASE IF EXISTS {_settings.Database} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }

    private static async Task<PrivatePostgres> StartShared()
    {
        var server = await PrivatePostgres.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
