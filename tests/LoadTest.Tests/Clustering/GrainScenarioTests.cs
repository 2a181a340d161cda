using Actors.LoadTest.Clustering;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Scenarios;
using Orleans.TestingHost;

namespace Actors.LoadTest.Tests.Clustering;

public sealed class GrainScenarioTests : IAsyncLifetime
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(1).Build();

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Every_kind_of_call_is_made_at_the_rate_and_the_features_are_removed()
    {
        await using var scenario = Scenario("demo");
        await scenario.Prepare(TestContext.Current.CancellationToken);
        Assert.Equal(20, OnlyInMemoryFeature.Alive);

        var window = new Window(TimeSpan.Zero, _second);
        await scenario.Run(new RunClock(TimeProvider.System), window, TestContext.Current.CancellationToken);

        var figures = scenario.Series.Select(series => series.Read()).ToList();
        Assert.Equal(200, figures.Sum(one => one.Requests));
        Assert.Equal(200, figures.Sum(one => one.Statuses["ok"]));
        Assert.Empty((await scenario.Finish()).Remarks);
        Assert.Equal(0, OnlyInMemoryFeature.Alive);
    }

    [Fact]
    public async Task A_project_that_refuses_ends_the_run_before_it_begins()
    {
        await using var scenario = Scenario("refused");
        var why = await Assert.ThrowsAsync<CannotStartException>(
            () => scenario.Prepare(TestContext.Current.CancellationToken));
        Assert.Equal("The features to call could not be made: No such project.", why.Message);
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_told_in_a_sentence()
    {
        var target = new ClusterTarget("Host=127.0.0.1;Port=1;Timeout=1", "nowhere", "actors", _second);
        var why = await Assert.ThrowsAsync<CannotStartException>(
            () => ClusterConnection.Open(target, TestContext.Current.CancellationToken));
        Assert.StartsWith("The cluster 'nowhere' could not be reached", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mix_keeps_its_shares_and_follows_from_the_seed()
    {
        var mix = new GrainMix(Seed: 5, Features: 10, RulesetShare: 0.2, WriteShare: 0.1);
        var calls = Enumerable.Range(0, 10_000).Select(number => mix.Of(number)).ToList();

        Assert.Equal(calls, Enumerable.Range(0, 10_000).Select(number => mix.Of(number)));
        Assert.InRange(calls.Count(one => one.Call == GrainCall.ReadRuleset), 1800, 2200);
        Assert.InRange(calls.Count(one => one.Call == GrainCall.WriteFeature), 850, 1150);
        Assert.Equal(10, calls.Select(one => one.Feature).Distinct().Count());
    }

    private GrainScenario Scenario(string project)
    {
        var mix = new GrainMix(Seed: 1, Features: 20, RulesetShare: 0.2, WriteShare: 0.2);
        return new GrainScenario(
            new GrainLoad(project, "production", mix),
            new Pace(200, 16),
            _second * 10,
            _ => Task.FromResult(new ClusterConnection(_cluster.Client, host: null)));
    }
}
