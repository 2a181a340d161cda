using DbUp;
using Npgsql;

namespace Actors.Database;

/// <summary>
/// Which tables does Actors need, and are they there? Both are answered from the numbered scripts beside it.
/// </summary>
public static class Schema
{
    /// <summary>How many months of the audit log have their partition ahead of time.</summary>
    public const int MonthsAhead = 3;

    /// <summary>How many weeks of the event log have their partition ahead of time.</summary>
    public const int WeeksAhead = 4;

    private const string Journal = "schema_journal";

    // Any number that no other use of this database's advisory locks is likely to take.
    private const long ApplyLock = 7_203_145_518_826_001;

    /// <summary>
    /// Brings the database to the version this program needs, creating it when it is missing and that is permitted.
    /// Safe to repeat, and safe to run from several processes at once: one applies, the others wait and find it done.
    /// </summary>
    /// <param name="connectionString">An Npgsql connection string that names the database.</param>
    /// <param name="tell">Takes one line a script that is applied.</param>
    /// <exception cref="SchemaException">
    /// A script failed, and everything of it is undone; or the server is too old.
    /// </exception>
    /// <exception cref="NpgsqlException">The server can't be reached or refuses the user.</exception>
    public static SchemaVersion Apply(string connectionString, Action<string>? tell = null)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        using var connection = OpenOrCreateDatabase(own);
        RefuseOldServer(connection);
        Execute(connection, $"SELECT pg_advisory_lock({ApplyLock})"); // released when the connection closes

        var result = DeployChanges.To
            .PostgresqlDatabase(own.ConnectionString)
            .WithScripts(Scripts.All)
            .JournalToPostgresqlTable(null, Journal)
            .WithTransactionPerScript()
            .WithVariablesDisabled() // function bodies are quoted with dollars
            .LogTo(new TellingLog(tell))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new SchemaException(
                $"Script {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
        }

        Execute(connection, $"SELECT make_audit_log_partitions({MonthsAhead})");
        Execute(connection, $"SELECT make_event_log_partitions({WeeksAhead})");
        return new SchemaVersion(FoundVersion(connection), Scripts.Newest);
    }

    /// <summary>
    /// Compares the database with what this program needs; changes nothing. A missing database has version 0.
    /// </summary>
    /// <exception cref="NpgsqlException">The server can't be reached or refuses the user.</exception>
    public static async Task<SchemaVersion> Check(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return new SchemaVersion(FoundVersion(connection), Scripts.Newest);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return new SchemaVersion(0, Scripts.Newest);
        }
    }

    private static NpgsqlConnection OpenOrCreateDatabase(NpgsqlConnectionStringBuilder settings)
    {
        try
        {
            return Open(settings.ConnectionString);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            CreateDatabase(settings);
            return Open(settings.ConnectionString);
        }
    }

    private static void CreateDatabase(NpgsqlConnectionStringBuilder settings)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = "postgres" };
        using var connection = Open(maintenance.ConnectionString);
        try
        {
            using var quoting = new NpgsqlCommandBuilder();
            Execute(connection, $"CREATE DATABASE {quoting.QuoteIdentifier(settings.Database!)}");
        }
        catch (PostgresException race) when (race.SqlState
            is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process created it in the same moment, which is what we wanted.
        }
    }

    private static void RefuseOldServer(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < 15)
        {
            throw new SchemaException(
                $"PostgreSQL {connection.PostgreSqlVersion} is too old: version 15 or later is needed.");
        }
    }

    private static int FoundVersion(NpgsqlConnection connection)
    {
        using var exists = new NpgsqlCommand($"SELECT to_regclass('{Journal}') IS NOT NULL", connection);
        if (exists.ExecuteScalar() is not true)
        {
            return 0;
        }

        using var command = new NpgsqlCommand($"SELECT scriptname FROM {Journal}", connection);
        using var reader = command.ExecuteReader();
        var found = 0;
        while (reader.Read())
        {
            found = Math.Max(found, Scripts.Number(reader.GetString(0)));
        }

        return found;
    }

    private static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
