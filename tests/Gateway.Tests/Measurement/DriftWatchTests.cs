using System.Net;
using System.Text.Json;
using Actors.Configuration;
using Actors.Evaluation;
using Actors.Gateway.Measurement;
using Actors.Gateway.Tests.Allocation;
using Actors.Gateway.Tests.Hosting;
using Actors.Gateway.Tests.Rulesets;
using Actors.Measurement;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway.Tests.Measurement;

/// <summary>What clients report is held against what the rules say, and told to the region.</summary>
public sealed class DriftWatchTests : IAsyncLifetime
{
    private const string Place = "drift:shop/production/trial";
    private const string Moved = "\"disableStickyBucketing\":true,\"reallocated\":true";

    private readonly FakeRegion _region = new();
    private RunningGateway _gateway = null!;
    private int _events;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.StartIn(_region);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_client_that_assigns_as_the_rules_say_agrees_and_another_one_does_not()
    {
        Serve(Trial());
        await Post([.. Enumerable.Range(0, 50).Select(id => Exposure($"u-{id}", Given($"u-{id}"), sdk: "right"))]);
        await Post([.. Enumerable.Range(0, 50).Select(id => Exposure($"u-{id}", Other($"u-{id}"), sdk: "wrong"))]);

        var report = await Told();

        Assert.Equal(
            [new DriftTally("right", "1.0", 50, 0), new DriftTally("wrong", "1.0", 50, 50)],
            report.Clients.OrderBy(client => client.Sdk, StringComparer.Ordinal));
        Assert.Empty(report.Unchecked);
    }

    [Fact]
    public async Task Who_takes_no_part_and_is_said_to_is_drift()
    {
        Serve(Trial("\"ranges\":[[0,0.001],[0.001,0.002]]"));
        await Post([.. Enumerable.Range(0, 20).Select(id => Exposure($"u-{id}", "a"))]);

        Assert.Equal(new DriftTally("js", "1.0", 20, 20), Assert.Single((await Told()).Clients));
    }

    [Theory]
    [InlineData("\"disableStickyBucketing\":false", "sticky")]
    [InlineData("\"fallbackAttribute\":\"device\"", "sticky")]
    [InlineData(Moved, "other-version")]
    [InlineData("\"hashAttribute\":\"company\"", "other-attribute")]
    public async Task What_may_rightly_be_something_else_is_no_drift(string members, string reason)
    {
        Serve(Trial(members));
        await Post(Exposure("ada", "b"), Exposure("ada", "a"));

        await IsUnchecked(reason, 2);
    }

    [Fact]
    public async Task Who_has_an_override_is_no_drift()
    {
        Serve(Trial(), "ada");
        await Post(Exposure("ada", Other("ada")), Exposure("bob", Given("bob")));

        var report = await Told();

        Assert.Equal([new UncheckedTally("overridden", 1)], report.Unchecked);
        Assert.Equal(new DriftTally("js", "1.0", 1, 0), Assert.Single(report.Clients));
    }

    [Fact]
    public async Task Where_subjects_have_moved_only_who_names_the_version_served_is_looked_at()
    {
        Serve(Trial(Moved));
        await Post(
            Exposure("ada", Other("ada"), version: 43),
            Exposure("ada", Other("ada"), version: 42),
            Exposure("ada", Other("ada"), version: 44));

        var report = await Told();

        Assert.Equal([new UncheckedTally("other-version", 2)], report.Unchecked);
        Assert.Equal(new DriftTally("js", "1.0", 1, 1), Assert.Single(report.Clients));
    }

    [Fact]
    public async Task Another_phase_is_no_drift_and_an_unknown_experiment_is_nobodys_business()
    {
        Serve(Trial());
        await Post(Exposure("ada", Other("ada"), phase: "2"), Exposure("ada", "x", experiment: "no-such"));

        await IsUnchecked("other-phase", 1);
        Assert.Equal([Place], _region.Drift.Keys);
    }

    [Fact]
    public async Task An_exposure_that_is_sent_again_is_looked_at_once()
    {
        Serve(Trial());
        var one = Exposure("ada", Other("ada"));
        await Post(one);
        await Post(one);

        Assert.Equal(new DriftTally("js", "1.0", 1, 1), Assert.Single((await Told()).Clients));
    }

    [Fact]
    public async Task A_report_is_repeated_as_it_was_until_it_is_acknowledged()
    {
        Serve(Trial());
        await Post(Exposure("ada", Given("ada")));
        var actor = _region.Drift.GetOrAdd(Place, _ => new ToldDrift());
        actor.IsAway = true;
        await Tell();
        await Post(Exposure("bob", Given("bob")));
        await Tell();
        actor.IsAway = false;
        await Tell();
        await Tell();

        Assert.Equal([1L, 1L, 1L, 2L], actor.Reports.Select(report => report.Number));
        Assert.Single(actor.Reports.Select(report => report.Sender).Distinct());
        Assert.All(actor.Reports, report => Assert.Equal(1, report.Clients[0].Checked));
        await Tell();
        Assert.Equal(4, actor.Reports.Count); // nothing is left to tell
    }

    [Fact]
    public async Task What_was_found_is_told_every_few_seconds_and_when_the_gateway_stops()
    {
        Serve(Trial());
        await Post(Exposure("ada", Given("ada")));
        var actor = _region.Drift.GetOrAdd(Place, _ => new ToldDrift());
        await Harness.Until.True(
            () =>
            {
                _gateway.Time.Advance(TimeSpan.FromSeconds(5));
                return !actor.Reports.IsEmpty;
            },
            "a report comes by itself");
        await Post(Exposure("bob", Given("bob")));

        await _gateway.Stop();

        Assert.Equal(2, actor.Reports.Sum(report => report.Clients[0].Checked));
    }

    private static PublishedFeature Trial(string members = "\"weights\":[0.5,0.5]") => new(
        "trial",
        1,
        true,
        $$"""
        {"defaultValue":"none","rules":[{"id":"experiment/trial","key":"trial","phase":"1","variations":["A","B"],
         "seed":"s","hashVersion":2,"meta":[{"key":"a"},{"key":"b"}],{{members}} }]}
        """);

    private static string Given(string id) =>
        Bucketing.Bucket("s", id, 2) < 0.5 ? "a" : "b";

    private static string Other(string id) => Given(id) == "a" ? "b" : "a";

    private string Exposure(
        string id,
        string variation,
        string sdk = "js",
        long? version = null,
        string phase = "1",
        string experiment = "trial") => JsonSerializer.Serialize(new
        {
            type = "exposure",
            id = $"e-{++_events}",
            subject = id,
            experiment,
            variation,
            phase,
            sdk,
            sdkVersion = "1.0",
            rulesetVersion = version ?? 1,
        });

    private void Serve(PublishedFeature feature, params string[] overridden) =>
        _gateway.Live.Serve(Samples.Served(43, [Samples.DarkMode, feature]), Samples.Now)
            .Overridden = OverriddenSubjectsTests.Whole(1, overridden);

    private async Task Post(params string[] events)
    {
        using var answer = await _gateway.Ask("/v1/events", $"[{string.Join(',', events)}]");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"refused\":0", text, StringComparison.Ordinal);
    }

    private Task Tell() =>
        _gateway.Services.GetRequiredService<DriftWatch>().Tell(TestContext.Current.CancellationToken);

    /// <summary>All that was found so far; exposures are looked at after their answer.</summary>
    private async Task<DriftReport> Told()
    {
        await _gateway.Stop();
        var reports = _region.Drift[Place].Reports;
        return Assert.Single(reports);
    }

    private async Task IsUnchecked(string reason, long count)
    {
        var report = await Told();
        Assert.Equal([new UncheckedTally(reason, count)], report.Unchecked);
        Assert.Empty(report.Clients);
    }
}
