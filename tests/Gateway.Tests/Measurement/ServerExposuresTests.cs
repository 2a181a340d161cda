using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts.Allocation;
using Actors.Gateway.Telemetry;
using Actors.Gateway.Tests.Allocation;
using Actors.Gateway.Tests.Hosting;
using Actors.Gateway.Tests.Rulesets;
using Actors.Harness;
using Actors.Measurement;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway.Tests.Measurement;

/// <summary>The gateway that evaluates for clients that send no exposures records what they were given.</summary>
public sealed class ServerExposuresTests : IAsyncLifetime
{
    private const string Flags = "/ofrep/v1/evaluate/flags";

    private static readonly PublishedFeature _recorded = Trial("recorded", "\"serverExposures\":true");
    private static readonly PublishedFeature _silent = Trial("silent", "\"name\":\"Silent\"");

    private readonly FakeRegion _region = new();
    private readonly ConcurrentDictionary<string, long> _counted = [];
    private RunningGateway _gateway = null!;
    private MeterListener _listener = new();

    private ToldEvents Log => _region.Events;

    public ValueTask InitializeAsync() => new(Start());

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData(Flags)]
    [InlineData(Flags + "/recorded")]
    public async Task What_a_subject_is_given_is_recorded_where_the_experiment_wants_it(string path)
    {
        await Ask(path, "ada");
        await Ask(Flags + "/silent", "ada");
        await Until.True(() => Log.Events.Count > 0, "the exposure is written");

        var one = Assert.Single(Log.Events);
        Assert.Equal(("recorded", "id=ada"), (one.Key, $"{one.Subject}"));
        Assert.Equal(
            ("b", "1", 43, "server"),
            (one.Exposure!.Variation, one.Exposure.Phase, one.Exposure.RulesetVersion, one.Exposure.Sdk));
        Assert.Equal([new Dimension("country", "CH")], one.Exposure.Dimensions);
    }

    [Fact]
    public async Task Who_asks_again_is_not_recorded_again_and_not_after_a_304_either()
    {
        var tag = (await Ask(Flags, "ada")).Headers.ETag!.Tag;
        await Ask(Flags, "ada");
        await Ask(Flags + "/recorded", "ada");
        Assert.Equal(HttpStatusCode.NotModified, (await Ask(Flags, "ada", tag)).StatusCode);
        await Ask(Flags, "bob");
        await Until.True(() => Log.Events.Count == 2, "both are written");

        await _gateway.Stop();

        Assert.Equal(2, Log.Sent);
        Assert.Equal(2, _counted["written"]);
    }

    [Fact]
    public async Task Who_has_an_override_is_not_exposed()
    {
        Serve("ada");
        var ada = (ToldUser)_region.GetGrain<IUserGrain>("user:shop/production/id/ada");
        var forced = new Override(OverrideTarget.Experiment("recorded"), "a", "alice", "", Samples.Now, null);
        ada.Answer.SetResult(new(7, [forced], []));
        await Ask(Flags, "ada");
        await Ask(Flags, "bob");

        await _gateway.Stop();

        Assert.Equal("bob", Assert.Single(Log.Events).Subject.Value);
    }

    [Fact]
    public async Task Nobody_waits_for_a_log_that_is_away_and_it_is_written_when_it_is_back()
    {
        Log.IsFull = true;
        Assert.Equal(HttpStatusCode.OK, (await Ask(Flags, "ada")).StatusCode);
        await Until.True(() => Log.Sent > 0, "it was tried");
        Assert.Empty(Log.Events);

        Log.IsFull = false;
        await Until.True(
            () =>
            {
                _gateway.Time.Advance(TimeSpan.FromSeconds(1));
                return Log.Events.Count == 1;
            },
            "it is tried again");
    }

    [Fact]
    public async Task What_finds_no_room_is_dropped_and_counted_and_comes_with_the_next_evaluation()
    {
        await DisposeAsync();
        await Start("--Actors:Gateway:ServerExposureCapacity=1");
        var gate = new TaskCompletionSource();
        Log.Gate = gate.Task;
        for (var subject = 0; subject < 10; subject++) await Ask(Flags, $"u-{subject}");
        Assert.InRange(_counted.GetValueOrDefault("dropped"), 1, 9);

        gate.SetResult();
        for (var subject = 0; subject < 10; subject++)
        {
            await Until.True(
                async () =>
                {
                    await Ask(Flags, $"u-{subject}");
                    return Log.Events.Any(one => one.Subject.Value == $"u-{subject}");
                },
                "it is recorded in the end");
        }

        Assert.Equal(10, Log.Events.Count);
    }

    [Fact]
    public async Task What_waits_is_written_before_the_gateway_stops()
    {
        var gate = new TaskCompletionSource();
        Log.Gate = gate.Task;
        for (var subject = 0; subject < 25; subject++) await Ask(Flags, $"u-{subject}");
        var stopping = _gateway.Stop();
        Assert.Empty(Log.Events);

        gate.SetResult();
        await stopping;

        Assert.Equal(25, Log.Events.Count);
    }

    // All fall into the second variation's range.
    private static PublishedFeature Trial(string key, string members) => new(
        key,
        1,
        true,
        $$"""
        {"defaultValue":"none","rules":[{"id":"experiment/{{key}}","key":"{{key}}","phase":"1","variations":["A","B"],
         "weights":[0,1],"hashVersion":2,"meta":[{"key":"a"},{"key":"b"}],{{members}} }]}
        """);

    private async Task Start(params string[] settings)
    {
        _gateway = await RunningGateway.StartIn(_region, settings);
        var meter = _gateway.Services.GetRequiredService<GatewayMetrics>().Meter;
        _listener = new MeterListener();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "actors.gateway.server_exposures")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            _counted.AddOrUpdate($"{tags[1].Value}", count, (_, before) => before + count));
        _listener.Start();
        Serve();
    }

    private void Serve(params string[] overridden) =>
        _gateway.Live.Serve(Samples.Served(43, [Samples.DarkMode, _recorded, _silent]), Samples.Now)
            .Overridden = OverriddenSubjectsTests.Whole(1, overridden);

    private Task<HttpResponseMessage> Ask(string path, string id, string? tag = null) => _gateway.Ask(
        path,
        $$$"""{"context":{"targetingKey":"{{{id}}}","country":"CH"}}""",
        tag is null ? [] : [("If-None-Match", tag)]);
}
