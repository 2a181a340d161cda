using Actors.Database;
using Npgsql;

namespace Actors.Harness;

/// <summary>
/// A fresh database for one test or fixture, gone afterwards: on the server that ConnectionStrings__Actors names (as
/// ./test sets it), else on a private one.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PrivatePostgres? _server;
    private readonly NpgsqlConnectionStringBuilder _settings;

    private TestDatabase(PrivatePostgres? server, string connectionString)
    {
        _server = server;
        _settings = new NpgsqlConnectionStringBuilder(connectionString) { Database = $"test_{Guid.NewGuid():N}" };
    }

    /// <summary>Names the fresh database.</summary>
    public string ConnectionString => _settings.ConnectionString;

    /// <param name="withSchema">Whether the schema is applied; without it the database does not even exist yet.</param>
    public static async Task<TestDatabase> Create(bool withSchema = true)
    {
        var given = Environment.GetEnvironmentVariable("ConnectionStrings__Actors");
        var server = string.IsNullOrWhiteSpace(given) ? await PrivatePostgres.Create() : null;
        var database = new TestDatabase(server, server?.ConnectionString ?? given!);
        if (withSchema)
        {
            Schema.Apply(database.ConnectionString);
        }

        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            return;
        }

        NpgsqlConnection.ClearAllPools();
        var maintenance = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false };
        await using var source = NpgsqlDataSource.Create(maintenance);
        await using var drop = source.CreateCommand($"DROP DATABASE IF EXISTS {_settings.Database} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }
}
