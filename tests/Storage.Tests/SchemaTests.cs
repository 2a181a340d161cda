using Actors.Database;
using Actors.Harness;
using Npgsql;

namespace Actors.Storage.Tests;

public sealed class SchemaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_database_has_version_0_and_is_created()
    {
        await using var test = await TestDatabase.Create(withSchema: false);
        await using var database = NpgsqlDataSource.Create(test.ConnectionString);
        Assert.True((await Schema.Check(database, Cancellation)).IsTooOld);

        var applied = Schema.Apply(test.ConnectionString);

        Assert.Equal(applied.Expected, applied.Found);
        Assert.Equal(applied, await Schema.Check(database, Cancellation));
    }

    [Fact]
    public async Task Applying_it_again_changes_nothing_and_keeps_the_data()
    {
        await using var test = await TestDatabase.Create();
        await using var database = NpgsqlDataSource.Create(test.ConnectionString);
        await Execute(
            database, "INSERT INTO orleansstorage VALUES (1, 0, 0, 2, 'counts', 'user:ada', 'actors', 'x', now(), 1)");
        var journal = await Count(database, "schema_journal");
        var told = new List<string>();

        Schema.Apply(test.ConnectionString, told.Add);

        Assert.Empty(told);
        Assert.Equal(journal, await Count(database, "schema_journal"));
        Assert.Equal(1, await Count(database, "orleansstorage"));
    }

    [Fact]
    public async Task Several_processes_that_apply_it_at_once_all_find_it_applied_once()
    {
        await using var test = await TestDatabase.Create(withSchema: false);
        var told = new System.Collections.Concurrent.ConcurrentBag<string>();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Task.Run(() => Schema.Apply(test.ConnectionString, told.Add), Cancellation)));

        Assert.All(applied, version => Assert.False(version.IsTooOld));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    [Fact]
    public async Task A_newer_database_is_fine_and_an_older_one_is_not()
    {
        await using var test = await TestDatabase.Create();
        await using var database = NpgsqlDataSource.Create(test.ConnectionString);
        await Execute(
            database, "INSERT INTO schema_journal (scriptname, applied) VALUES ('9999_of_tomorrow.sql', now())");
        Assert.False((await Schema.Check(database, Cancellation)).IsTooOld);

        await Execute(database, "DELETE FROM schema_journal WHERE scriptname > '0001'");
        var old = await Schema.Check(database, Cancellation);
        Assert.True(old.IsTooOld);
        Assert.Contains("apply", old.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_says_which_and_leaves_no_half()
    {
        await using var test = await TestDatabase.Create();
        await using var database = NpgsqlDataSource.Create(test.ConnectionString);
        await Execute(database, "DELETE FROM schema_journal WHERE scriptname >= '0005'"); // its table is there

        var failure = Assert.Throws<SchemaException>(() => Schema.Apply(test.ConnectionString));

        Assert.Contains("0005_audit_log.sql", failure.Message, StringComparison.Ordinal);
        Assert.True((await Schema.Check(database, Cancellation)).IsTooOld);
    }

    [Fact]
    public async Task Months_of_the_audit_log_are_made_ahead_and_strays_move_to_theirs()
    {
        await using var test = await TestDatabase.Create();
        await using var database = NpgsqlDataSource.Create(test.ConnectionString);
        await Execute(database, """
            INSERT INTO audit_log
            VALUES ('shop', 'feature/a', 1, now() + interval '150 days', 'ada', 'op', '', 'changed', '[]')
            """);
        Assert.Equal(1, await Count(database, "audit_log_default"));

        await Execute(database, "SELECT make_audit_log_partitions(6)");
        await Execute(database, "SELECT make_audit_log_partitions(6)");

        Assert.Equal(0, await Count(database, "audit_log_default"));
        Assert.Equal(1, await Count(database, "audit_log"));
        Assert.Equal(8, await Count(database, "pg_inherits WHERE inhparent = 'audit_log'::regclass"));
    }

    [Fact]
    public async Task Weeks_of_events_are_made_ahead_take_their_strays_and_are_dropped_whole()
    {
        await using var test = await TestDatabase.Create();
        await using var database = NpgsqlDataSource.Create(test.ConnectionString);
        await Execute(database, """
            INSERT INTO event_log
                (stream, sequence, arrived, place, event_id, kind, key, attribute, subject, at, value, count, content)
            SELECT 1, number, arrived, 0, number::text, 0, 'buy', 'id', 'u', arrived, 0, 1, 0
            FROM (VALUES (1, now() + interval '9 weeks'), (2, now()), (3, now() - interval '2 years'))
                AS one (number, arrived)
            """);
        Assert.Equal(2, await Count(database, "event_log_default WHERE sequence <> 2"));
        var before = await Count(database, "pg_inherits WHERE inhparent = 'event_log'::regclass");

        await Execute(database, "SELECT make_event_log_partitions(10)");
        await Execute(database, "SELECT make_event_log_partitions(10)");

        Assert.Equal(12, await Count(database, "pg_inherits WHERE inhparent = 'event_log'::regclass"));
        Assert.True(before < 12);
        Assert.Equal(3, await Count(database, "event_log"));
        Assert.Equal(1, await Count(database, "event_log_default"));

        await Execute(database, "SELECT drop_event_log_partitions(now() + interval '2 weeks')");

        Assert.Equal(1, await Count(database, "event_log WHERE sequence = 1"));
        Assert.Equal(1, await Count(database, "event_log"));
        Assert.Equal(10, await Count(database, "pg_inherits WHERE inhparent = 'event_log'::regclass"));
    }

    private static async Task Execute(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<long> Count(NpgsqlDataSource database, string from)
    {
        await using var command = database.CreateCommand($"SELECT count(*) FROM {from}");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
