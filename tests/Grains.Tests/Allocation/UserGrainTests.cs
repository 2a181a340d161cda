using System.Collections.Immutable;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Allocation;
using Actors.Contracts.Auditing;
using Actors.Measurement;

namespace Actors.Grains.Tests.Allocation;

/// <summary>What is kept of a subject is kept before it is told, survives, and is gone when it is erased.</summary>
public sealed class UserGrainTests(RegionFixture fixture)
{
    private static readonly OverrideTarget _checkout = OverrideTarget.Experiment("checkout");

    private readonly Region _region = fixture.Region;
    private readonly UserId _id = new($"shop-{Guid.NewGuid():N}", "production", "id", "zoë/1");

    private IUserGrain User => _region.Grains.GetUser(_id);

    private IOverriddenGrain Index => _region.Grains.GetOverridden(new EnvironmentId(_id.Project, _id.Environment));

    private string Key => $"user:{_id}";

    [Fact]
    public async Task Looking_enrols_nobody()
    {
        Assert.True((await User.Read()).IsEmpty);
        Assert.Equal(0, (await User.Recall([], 1, isListed: false)).Revision);

        Assert.Equal(0, _region.Disk.Read("user", Key).Version);
    }

    [Fact]
    public async Task What_was_assigned_survives_the_silo_that_assigned_it()
    {
        await using var region = await Region.Start(silos: 2);
        var user = region.Grains.GetUser(_id);
        await user.Recall(Propose("a"), 7, isListed: false);

        await region.Cluster.KillSiloAsync(region.HostOf(user));

        var recalled = await Eventually.See(() => user.Recall(Propose("b"), 8, isListed: false), _ => true);
        Assert.Equal("a", Assert.Single(recalled.Assignments).Variation);
    }

    [Fact]
    public async Task Many_at_once_are_assigned_one_variation()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(at => User.Recall(Propose($"v{at}"), 7, isListed: false)));

        Assert.Single(answers.Select(answer => answer.Assignments.Single().Variation).Distinct());
    }

    [Fact]
    public async Task An_assignment_that_could_not_be_written_is_not_told()
    {
        using (_region.Disk.Refuse("user", Key))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => User.Recall(Propose("a"), 7, isListed: false));
        }

        var recalled = await Eventually.See(() => User.Recall(Propose("b"), 7, isListed: false), _ => true);
        Assert.Equal("b", Assert.Single(recalled.Assignments).Variation);
    }

    [Fact]
    public async Task An_override_is_listed_told_audited_and_struck_off_when_it_is_removed()
    {
        await using var watch = Index.Watch(-1).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Empty((await Next(watch)).Listed);

        Assert.Null((await Put("treatment")).Refusal);
        Assert.Equal([UserId.HashOf("zoë/1")], Assert.Single((await Next(watch)).Listed).Hashes);
        Assert.Equal("treatment", Assert.Single((await User.Recall([], 1, isListed: true)).Overrides).Given);

        var by = Shop.By();
        Assert.Null((await User.RemoveOverride(_checkout, by)).Refusal);
        Assert.Null((await User.RemoveOverride(_checkout, by)).Refusal); // repeated
        Assert.Equal([UserId.HashOf("zoë/1")], Assert.Single((await Next(watch)).StruckOff).Hashes);
        Assert.Equal("override-not-found", (await User.RemoveOverride(_checkout, Shop.By())).Refusal!.Code);

        var entries = await Audit();
        Assert.Equal(["override-removed", "override-written"], entries.Select(entry => entry.Verb));
        Assert.All(entries, entry => Assert.DoesNotContain("zoë", entry.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subject_that_is_listed_for_nothing_is_struck_off_when_it_asks()
    {
        await Index.List("id", UserId.HashOf("zoë/1"), 1);

        await User.Recall([], 1, isListed: true);

        await Eventually.See(Everybody, groups => groups.IsEmpty);
    }

    [Fact]
    public async Task A_subject_is_listed_also_when_its_override_could_not_be_written()
    {
        using (_region.Disk.Refuse("user", Key))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => Put("treatment"));
        }

        Assert.Single(await Everybody());
        await Eventually.See(() => Put("treatment"), answer => answer.Value?.Overrides.Count == 1);
    }

    [Fact]
    public async Task An_erased_subject_has_no_row_is_not_listed_and_the_log_does_not_name_it()
    {
        await User.Recall(Propose("a"), 7, isListed: false);
        await Put("treatment");

        var erasure = await User.Erase(Shop.By());

        Assert.Equal(new Erasure(1, 1, 1, 1, IsGone: true, Events: 0), erasure);
        Assert.Equal(0, _region.Disk.Read("user", Key).Version);
        Assert.Empty(await Everybody());
        Assert.True((await User.Read()).IsEmpty);
        Assert.Equal("erased", (await Audit())[0].Verb);
        Assert.All(await Audit(), entry => Assert.DoesNotContain("zoë", entry.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erasure_that_is_not_audited_yet_says_so_and_is_whole_when_repeated()
    {
        await Put("treatment");
        using (_region.Audit.Refuse(_id.Project))
        {
            Assert.False((await User.Erase(Shop.By())).IsGone);
            Assert.True((await User.Read()).IsEmpty);
        }

        Assert.True((await User.Erase(Shop.By())).IsGone);
        Assert.Equal(0, _region.Disk.Read("user", Key).Version);
    }

    [Fact]
    public async Task Who_met_a_variation_before_anything_was_kept_keeps_it_and_others_get_what_is_proposed()
    {
        await Happen(Exposure("a", "2", 5), Exposure("b", "2", 9), Exposure("c", "1", 1));

        var recalled = await User.Recall([new("checkout", 2, "b"), new("other", 2, "b")], 7, isListed: false);

        Assert.Equal(["a", "b"], recalled.Assignments.Select(one => one.Variation));
    }

    [Fact]
    public async Task A_phase_that_a_client_did_not_name_is_the_first_one_or_none()
    {
        await Happen(Exposure("a", null, 5));

        var recalled = await User.Recall([new("checkout", 1, "b"), new("checkout", 2, "b")], 7, isListed: false);

        Assert.Equal(["a", "b"], recalled.Assignments.Select(one => one.Variation));
    }

    [Fact]
    public async Task The_timeline_shows_what_the_log_knows()
    {
        await Happen(Exposure("a", "1", 5), Conversion("buy", 12.5, 6));
        await User.Recall(Propose("a"), 7, isListed: false);

        var memory = await User.Read();

        Assert.Equal(
            ["checkout a", "buy 12.5", "checkout a"], memory.Timeline.Select(one => $"{one.Key} {one.Detail}"));
        Assert.Equal(42, memory.Exposures["checkout__1"].FirstVersion);
    }

    [Fact]
    public async Task Erasing_reaches_the_event_log_and_nobody_else()
    {
        await Happen(Exposure("a", "1", 5), Conversion("buy", 1, 6));
        var bob = Conversion("buy", 1, 6) with { Subject = new("id", "bob") };
        await Happen(bob);

        var erasure = await User.Erase(Shop.By());

        Assert.Equal((2, true), (erasure.Events, erasure.IsGone));
        Assert.Empty((await User.Read()).Timeline);
        Assert.Single((await _region.Grains.GetUser(_id with { Value = "bob" }).Read()).Timeline);
    }

    [Fact]
    public async Task Who_was_erased_may_come_back()
    {
        await User.Recall(Propose("a"), 7, isListed: false);
        await User.Erase(Shop.By());

        Assert.Equal("b", (await User.Recall(Propose("b"), 8, isListed: false)).Assignments.Single().Variation);
        Assert.Equal(1, _region.Disk.Read("user", Key).Version);
    }

    [Fact]
    public async Task Who_follows_is_told_what_changed_and_whoever_is_far_behind_everything()
    {
        var environment = new EnvironmentId(_id.Project, _id.Environment);
        var index = _region.Grains.GetOverridden(environment);
        for (var at = 0UL; at < 3; at++)
        {
            await index.List("id", at, 1);
        }

        await using var near = index.Watch(2).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var update = await Next(near);
        Assert.Equal((3, 2), (update.Version, update.AfterVersion));
        Assert.Equal([2UL], Assert.Single(update.Listed).Hashes);

        await _region.Cluster.DeactivateAsync(index);
        await using var far = index.Watch(1).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var whole = await Next(far);
        Assert.True(whole.IsWhole);
        Assert.Equal(3, Assert.Single(whole.Listed).Hashes.Length);
    }

    private MeasuredEvent Exposure(string variation, string? phase, int hour) => Conversion("checkout", 0, hour) with
    {
        Kind = EventKind.Exposure,
        Exposure = new(variation, phase, 42, "js", "1.8.0", []),
    };

    private MeasuredEvent Conversion(string key, double value, int hour) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Key = key,
        Subject = new("id", _id.Value),
        At = new(2026, 1, 1, hour, 0, 0, TimeSpan.Zero),
        Value = (long)(value * Millionths.One),
        Count = 1,
    };

    private async Task Happen(params MeasuredEvent[] events)
    {
        foreach (var one in events)
        {
            var partition = _region.Grains.GetEvents(
                new EnvironmentId(_id.Project, _id.Environment), one.Subject.Partition);
            Assert.Null((await partition.Append([one])).Refusal);
        }
    }

    private static ImmutableArray<Proposal> Propose(string variation) => [new("checkout", 0, variation)];

    private static async Task<OverriddenUpdate> Next(IAsyncEnumerator<OverriddenUpdate> watch)
    {
        do
        {
            Assert.True(await watch.MoveNextAsync());
        }
        while (watch.Current.Version == watch.Current.AfterVersion);
        return watch.Current;
    }

    private Task<Answer<UserMemory>> Put(string variation) =>
        User.PutOverride(_checkout, variation, null, Shop.By());

    private async Task<ImmutableArray<OverriddenGroup>> Everybody()
    {
        await using var watch = Index.Watch(-1).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watch.MoveNextAsync());
        return watch.Current.Listed;
    }

    private Task<ImmutableArray<AuditEntry>> Audit() =>
        _region.Audit.Read(_id.Project, new AuditQuery(null, null, 100), TestContext.Current.CancellationToken);
}
