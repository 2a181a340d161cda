using Actors.Configuration;
using Actors.Implementation.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Actors.Storage.Tests;

/// <summary>The tables hold what each version changed, and give each version back whole.</summary>
public sealed class RulesetHistoryTests(TwoClusters clusters)
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly IRulesetHistory _history = clusters.One.GetRequiredService<IRulesetHistory>();
    private readonly EnvironmentId _id = new($"p{Guid.NewGuid():N}", "production");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_is_what_it_changed_and_what_was_there_before()
    {
        await Publish(Step(1, Feature("a", 1), Feature("b", 1)));
        await Publish(Step(2, Feature("b", 2)) with
        {
            SavedGroups = [new("g", 1, """["ada"]""")],
            Bandits = [new("x", "{}")],
        });
        await Publish(Step(3, new PublishedFeature("a", 3, false, null)) with { GoneBandits = ["x"] });

        var second = (await Read(2))!;
        Assert.Equal(["a 1", "b 2"], second.Features.Select(one => $"{one.Key} {one.Value.Json}"));
        Assert.Equal(("hash 2", _noon.AddHours(2)), (second.ContentHash, second.PublishedAt));
        Assert.Equal("""["ada"]""", second.SavedGroups["g"].Values);
        Assert.True(second.ContextualBandits.ContainsKey("x"));
        var third = (await Read(3))!;
        Assert.Equal(["b"], third.Features.Keys);
        Assert.Empty(third.ContextualBandits);
        Assert.Equal(["a", "b"], (await Read(1))!.Features.Keys);
    }

    [Fact]
    public async Task A_repeated_version_counts_once()
    {
        await Publish(Step(1, Feature("a", 1)));
        await Publish(Step(1, Feature("a", 7), Feature("b", 7)));

        Assert.Equal(["a 1"], (await Read(1))!.Features.Select(one => $"{one.Key} {one.Value.Json}"));
    }

    [Fact]
    public async Task What_builds_on_a_version_that_is_missing_is_not_read_until_a_whole_one_comes()
    {
        await Publish(Step(1, Feature("a", 1), Feature("gone", 1)));
        await Publish(Step(3, Feature("a", 3)));
        Assert.Null(await Read(3));

        await Publish(Step(4, Feature("a", 4)) with { AfterVersion = 0 });

        Assert.Equal(["a 4"], (await Read(4))!.Features.Select(one => $"{one.Key} {one.Value.Json}"));
        Assert.Null(await Read(3));
        Assert.NotNull(await Read(1));
    }

    [Fact]
    public async Task The_version_of_a_time_is_found()
    {
        await Publish(Step(1));
        await Publish(Step(2));

        Assert.Equal(2, await _history.Newest(_id, Cancellation));
        Assert.Equal(1, await _history.VersionAt(_id, _noon.AddHours(2).AddTicks(-10), Cancellation));
        Assert.Equal(2, await _history.VersionAt(_id, _noon.AddHours(2), Cancellation));
        Assert.Null(await _history.VersionAt(_id, _noon, Cancellation));
        Assert.Null(await _history.Newest(new("nowhere", "e"), Cancellation));
    }

    [Fact]
    public async Task What_is_old_is_forgotten_and_what_was_in_force_then_is_still_whole()
    {
        await Publish(Step(1, Feature("a", 1), Feature("b", 1)));
        await Publish(Step(2, Feature("b", 2)));
        await Publish(Step(3, Feature("b", 3)));
        await using var database = NpgsqlDataSource.Create(clusters.ConnectionString);

        await using (var trim = database.CreateCommand("SELECT trim_ruleset_history($1)"))
        {
            trim.Parameters.Add(new() { Value = _noon.AddHours(2.5).UtcDateTime });
            await trim.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Null(await Read(1));
        Assert.Equal(["a 1", "b 2"], (await Read(2))!.Features.Select(one => $"{one.Key} {one.Value.Json}"));
        Assert.Equal(["a 1", "b 3"], (await Read(3))!.Features.Select(one => $"{one.Key} {one.Value.Json}"));
        await using var rows = database.CreateCommand("SELECT count(*) FROM ruleset_parts WHERE environment = $1");
        rows.Parameters.Add(new() { Value = _id.ToString() });
        Assert.Equal(3L, await rows.ExecuteScalarAsync(Cancellation));
    }

    private static PublishedFeature Feature(string key, long version) => new(key, version, true, $"{version}");

    private static RecordedVersion Step(long version, params PublishedFeature[] features) =>
        new(version, version - 1, _noon.AddHours(version), $"hash {version}", [.. features], [], [], []);

    private Task Publish(RecordedVersion version) => _history.Append(_id, version, Cancellation);

    private Task<RulesetDocument?> Read(long version) => _history.Read(_id, version, Cancellation);
}
