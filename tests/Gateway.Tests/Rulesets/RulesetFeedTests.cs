using Actors.Contracts.Allocation;
using Actors.Contracts.Configuration;
using Actors.Gateway.Rulesets;
using Actors.ServiceDefaults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Tests.Rulesets;

/// <remarks>Time is real here: what a test waits for is always an event, however long the feed's pauses are.</remarks>
public sealed class RulesetFeedTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeRegion _region = new();
    private readonly LiveRulesets _live;
    private readonly DiskCopies _copies;
    private readonly DiskCopyKeeper _disk;
    private readonly RulesetFeed _feed;

    public RulesetFeedTests()
    {
        var settings = Samples.Settings(settings =>
        {
            settings.DiskCopyDirectory = _directory.Path;
            settings.Name = "edge-1";
        });
        var metrics = Samples.Metrics();
        _live = new LiveRulesets(settings, TimeProvider.System);
        _copies = new DiskCopies(settings, metrics, NullLogger<DiskCopies>.Instance);
        _disk = new DiskCopyKeeper(
            _copies, _live, settings, TimeProvider.System, metrics, NullLogger<DiskCopyKeeper>.Instance);
        var identity = new GatewayIdentity(settings, Options.Create(new RegionOptions()), new NoServer());
        _feed = new RulesetFeed(
            new RegionLink(_region, identity, TimeProvider.System), _live, _disk, metrics,
                NullLogger<RulesetFeed>.Instance);
    }

    private ToldRuleset Ruleset => _region.Ruleset(Samples.Production);

    [Fact]
    public async Task What_the_region_tells_is_served_and_acknowledged()
    {
        await Start();
        Assert.Equal(0, await _region.Environments.News.NextWatch());
        Tell("production");
        Assert.Equal(0, await Ruleset.News.NextWatch());
        Ruleset.News.Say(Samples.Whole(7, Samples.DarkMode));

        await Acknowledged(7);

        Assert.True(_live.Find(Samples.Production)!.Served.Compiled.TryGet("dark-mode", out _));
        _disk.WriteAll();
        Assert.Equal(7, Assert.Single(_copies.Load()).Document.Version);
    }

    [Fact]
    public async Task Who_has_overrides_is_followed_beside_the_rules()
    {
        await StartWith(7);
        var overridden = (ToldOverridden)_region.GetGrain<IOverriddenGrain>($"overridden:{Samples.Production}");
        Assert.Equal(-1, await overridden.News.NextWatch());
        overridden.News.Say(new(3, -1, [new("id", [1, 2])], []));
        overridden.News.Say(new(4, 3, [], [new("id", [1])]));
        overridden.News.Fail();

        Assert.Equal(4, await overridden.News.NextWatch());
        Assert.Equal(1, _live.Find(Samples.Production)!.Overridden.Count);
        overridden.News.Say(new(6, 5, [], []));
        Assert.Equal(-1, await overridden.News.NextWatch());
    }

    [Fact]
    public async Task A_gap_is_closed_by_asking_for_the_whole()
    {
        await StartWith(7);
        Ruleset.News.Say(Samples.Delta(10, 9));

        Assert.Equal(0, await Ruleset.News.NextWatch());
        Assert.True(_live.Find(Samples.Production)!.IsBehind);
        Ruleset.News.Say(Samples.Whole(10));
        await Acknowledged(10);
        Assert.False(_live.Find(Samples.Production)!.IsBehind);
    }

    [Fact]
    public async Task A_broken_watch_goes_on_where_it_was()
    {
        await StartWith(7);
        Ruleset.News.Fail();

        Assert.Equal(7, await Ruleset.News.NextWatch());
        Ruleset.News.Say(Samples.Delta(8, 7, Samples.Banner));
        await Acknowledged(8);
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_disk_copy()
    {
        _copies.Save(new DiskCopy(Samples.Production, Samples.Document(42, Samples.Features), Samples.Now));
        await Start();

        Assert.Equal(42, await Ruleset.News.NextWatch());
        Ruleset.News.Say(Samples.Heartbeat(42));
        Ruleset.News.Say(Samples.Delta(43, 42));
        await Acknowledged(43);
        Assert.False(_live.IsStale(_live.Find(Samples.Production)!));
    }

    [Fact]
    public async Task A_disk_copy_that_is_not_what_was_published_is_served_until_the_whole_comes()
    {
        var altered = Samples.Document(42, Samples.DarkMode) with { ContentHash = Samples.Hash("another content") };
        _copies.Save(new DiskCopy(Samples.Production, altered, Samples.Now));
        await Start();

        Assert.Equal(0, await Ruleset.News.NextWatch());
        Assert.Equal(42, _live.Find(Samples.Production)!.Served.Version);
        Ruleset.News.Say(Samples.Whole(43));
        await Acknowledged(43);
    }

    [Fact]
    public async Task A_whole_that_is_not_what_was_published_is_asked_for_again()
    {
        await StartWith(7);
        var whole = Samples.Whole(8, Samples.DarkMode);
        Ruleset.News.Say(whole with { Features = [Samples.Banner] });

        Assert.Equal(0, await Ruleset.News.NextWatch());
        Assert.Equal(7, _live.Find(Samples.Production)!.Served.Version);
        Ruleset.News.Say(whole);
        await Acknowledged(8);
        Assert.True(_live.Find(Samples.Production)!.Served.Compiled.TryGet("dark-mode", out _));
    }

    [Fact]
    public async Task A_region_that_forgot_everything_takes_nothing_away()
    {
        await StartWith(7);
        Ruleset.News.Say(Samples.Whole(0));

        Assert.Equal(7, await Ruleset.News.NextWatch());
        Assert.Equal(7, _live.Find(Samples.Production)!.Served.Version);
    }

    [Fact]
    public async Task A_removed_environment_is_let_go_and_may_come_back()
    {
        await StartWith(7);
        Ruleset.News.Say(Samples.Heartbeat(8) with { Removed = true });
        Ruleset.News.Say(Samples.Delta(9, 8)); // builds on nothing that is held
        Assert.Equal(0, await Ruleset.News.NextWatch());
        Assert.Null(_live.Find(Samples.Production));

        Ruleset.News.Say(Samples.Whole(9));
        await Acknowledged(9);
    }

    [Fact]
    public async Task An_environment_that_its_project_no_longer_names_is_let_go()
    {
        await StartWith(7);
        Tell("staging", version: 2);
        var staging = _region.Ruleset(Samples.Production with { Environment = "staging" });
        await staging.News.NextWatch();
        staging.News.Say(Samples.Whole(1));
        await staging.NextReport();

        await Eventually(() => _live.Find(Samples.Production) is null);
    }

    [Fact]
    public async Task All_keys_are_known_once_every_environment_was_told()
    {
        await Start();
        Tell("production");
        await Ruleset.News.NextWatch();
        Assert.False(_live.KnowsAllKeys);
        Ruleset.News.Say(Samples.Whole(7));

        await Eventually(() => _live.KnowsAllKeys);
    }

    [Fact]
    public async Task A_gateway_that_leaves_says_so()
    {
        await StartWith(7);
        await _feed.StopAsync(TestContext.Current.CancellationToken);

        var report = await Ruleset.NextReport();
        while (!report.Leaving)
        {
            report = await Ruleset.NextReport();
        }

        Assert.Equal("edge-1", report.Gateway);
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.StopAsync(CancellationToken.None);
        _feed.Dispose();
        _disk.Dispose();
        _directory.Dispose();
    }

    private async Task Start()
    {
        await _disk.StartingAsync(TestContext.Current.CancellationToken);
        await _feed.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task StartWith(long version)
    {
        await Start();
        Tell("production");
        await Ruleset.News.NextWatch();
        Ruleset.News.Say(Samples.Whole(version));
        await Acknowledged(version);
    }

    private void Tell(string environment, long version = 1) => _region.Environments.News.Say(
        new EnvironmentList(version, [new ProjectEntry("shop", version, "Shop", [environment], false)]));

    private async Task Acknowledged(long version)
    {
        while ((await Ruleset.NextReport()).Version != version)
        {
        }
    }

    // For what no fake is told of: lets the others run until it is so.
    private static async Task Eventually(Func<bool> so)
    {
        while (!so())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public void Dispose()
        {
        }

        public Task StartAsync<TContext>(
            IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
