using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts.Allocation;
using Actors.Gateway.Telemetry;
using Actors.Gateway.Tests.Hosting;
using Actors.Gateway.Tests.Rulesets;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway.Tests.Allocation;

/// <summary>What is stored is asked for only where it can change the answer, and never waited for long.</summary>
public sealed class RecallTests : IAsyncLifetime
{
    private const string Flags = "/ofrep/v1/evaluate/flags";
    private const string Trial = Flags + "/trial";
    private const string Remote = "/api/eval/" + Samples.ClientSecret;

    private static readonly PublishedFeature _trial = Experiment("trial", "\"phase\":\"0\"");
    private static readonly PublishedFeature _sticky = Experiment(
        "sticky", "\"disableStickyBucketing\":false,\"bucketVersion\":2");

    private static readonly Override _express = new(
        OverrideTarget.Experiment("trial"), "b", "alice", "", Samples.Now, null);

    private readonly FakeRegion _region = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = [];
    private RunningGateway _gateway = null!;

    private ToldUser Ada => (ToldUser)_region.GetGrain<IUserGrain>("user:shop/production/id/ada");

    public async ValueTask InitializeAsync()
    {
        _gateway = await RunningGateway.StartIn(_region);
        var meter = _gateway.Services.GetRequiredService<GatewayMetrics>().Meter;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "actors.gateway.allocation_recalls")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _counted.Enqueue($"{tags[1].Value}"));
        _listener.Start();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_asked_where_nothing_is_stored()
    {
        Serve([_trial], "ada");

        Assert.Equal("A", (await Ask(Trial, "bob")).GetProperty("value").GetString());
        await Ask(Flags, "bob");
        await Ask(Remote, "bob");
        Serve([_trial]);
        await Ask(Trial, "ada");

        Assert.Empty(_region.Users);
        Assert.Empty(_counted);
    }

    [Fact]
    public async Task An_override_is_given_on_every_surface()
    {
        Serve([_trial], "ada");
        Ada.Answer.SetResult(new(7, [_express], []));

        Assert.Equal("B", (await Ask(Trial, "ada")).GetProperty("value").GetString());
        var flags = (await Ask(Flags, "ada")).GetProperty("flags").EnumerateArray().ToList();
        Assert.Equal("B", flags.Single(flag => Key(flag) == "trial").GetProperty("value").GetString());
        var plain = (await Ask(Flags, "bob")).GetProperty("flags").EnumerateArray().Select(Key);
        Assert.Equal(plain, flags.Select(Key));
        var remote = (await Ask(Remote, "ada")).GetProperty("features").GetProperty("trial");
        Assert.Equal("B", remote.GetProperty("defaultValue").GetString());
        Assert.Equal(["answered", "answered", "answered"], _counted);
    }

    [Fact]
    public async Task An_overridden_value_is_given_whatever_the_rules_say()
    {
        Serve([_trial], "ada");
        var mine = new Override(OverrideTarget.Feature("trial"), "\"mine\"", "a", "", Samples.Now, null);
        Ada.Answer.SetResult(new(7, [mine], []));

        Assert.Equal("mine", (await Ask(Trial, "ada")).GetProperty("value").GetString());
    }

    [Fact]
    public async Task Another_override_is_another_answer_to_who_has_the_old_one()
    {
        Serve([_trial], "ada");
        var before = await Tag("bob");
        Ada.Answer.SetResult(new(7, [_express], []));
        var first = await Tag("ada");

        Assert.Equal(first, await Tag("ada"));
        Assert.Equal(HttpStatusCode.NotModified, (await Post(Flags, "ada", first)).StatusCode);
        Ada.Answer = new();
        Ada.Answer.SetResult(new(8, [_express], []));
        Assert.Equal(HttpStatusCode.OK, (await Post(Flags, "ada", first)).StatusCode);
        Assert.Equal(before, await Tag("bob"));
    }

    [Theory]
    [InlineData(Trial)]
    [InlineData(Flags)]
    public async Task Past_the_budget_the_hash_answers_and_says_so(string path)
    {
        Serve([_trial], "ada");
        var asking = Ask(path, "ada");
        await Ada.Asked();
        _gateway.Time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(asking.IsCompleted);

        var answer = await Until(asking);

        Assert.Equal("unavailable", answer.GetProperty("metadata").GetProperty("allocation").GetString());
        var flag = path == Trial
            ? answer
            : answer.GetProperty("flags").EnumerateArray().Single(one => Key(one) == "trial");
        Assert.Equal("A", flag.GetProperty("value").GetString());
        Assert.Equal(["late"], _counted);
    }

    [Fact]
    public async Task Who_cannot_be_asked_is_answered_by_the_hash_at_once()
    {
        Serve([_trial], "ada");
        Ada.Answer.SetException(new SiloUnavailableException());

        Assert.Equal(
            "unavailable",
            (await Ask(Trial, "ada")).GetProperty("metadata").GetProperty("allocation").GetString());
        var remote = await Ask(Remote, "ada");
        Assert.Equal("unavailable", remote.GetProperty("allocation").GetString());
        Assert.Equal(["failed", "failed"], _counted);
    }

    [Fact]
    public async Task What_the_hash_would_give_is_proposed_and_what_was_given_before_is_given()
    {
        Serve([_trial, _sticky]);
        Ada.Answer.SetResult(new(7, [], [new("sticky", 2, "b", Samples.Now, 1)]));

        Assert.Equal("B", (await Ask(Flags + "/sticky", "ada")).GetProperty("value").GetString());
        Assert.Equal([new Proposal("sticky", 2, "a")], await Ada.Asked());
        await Ask(Trial, "ada");
        Assert.Equal(["answered"], _counted); // nothing is asked for another experiment
    }

    [Fact]
    public async Task An_assignment_of_an_earlier_phase_does_not_count()
    {
        Serve([_sticky]);
        Ada.Answer.SetResult(new(7, [], [new("sticky", 1, "b", Samples.Now, 1)]));

        Assert.Equal("A", (await Ask(Flags + "/sticky", "ada")).GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_subject_that_is_nobody_is_not_asked_about()
    {
        Serve([_sticky]);

        Assert.Equal("none", (await Ask(Flags + "/sticky", "")).GetProperty("value").GetString());
        Assert.Equal("A", (await Ask(Flags + "/sticky", new string('x', 257))).GetProperty("value").GetString());
        Assert.Empty(_region.Users);
    }

    // All fall into the first variation's range.
    private static PublishedFeature Experiment(string key, string members) => new(
        key,
        1,
        true,
        $$"""
        {"defaultValue":"none","rules":[{"key":"{{key}}","variations":["A","B"],"weights":[1,0],"hashVersion":2,
         "meta":[{"key":"a"},{"key":"b"}],{{members}} }]}
        """);

    private static string Key(JsonElement flag) => flag.GetProperty("key").GetString()!;

    private void Serve(PublishedFeature[] features, params string[] overridden)
    {
        var environment = _gateway.Live.Serve(Samples.Served(43, [Samples.DarkMode, .. features]), Samples.Now);
        environment.Overridden = OverriddenSubjectsTests.Whole(1, overridden);
    }

    /// <summary>Lets the time go on until the answer is there: who waits may not have begun to.</summary>
    private async Task<T> Until<T>(Task<T> asking)
    {
        while (!asking.IsCompleted)
        {
            _gateway.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await asking;
    }

    private async Task<string> Tag(string id) => (await Post(Flags, id)).Headers.ETag!.Tag;

    private async Task<JsonElement> Ask(string path, string id)
    {
        using var answer = await Post(path, id);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private Task<HttpResponseMessage> Post(string path, string id, string? tag = null)
    {
        var who = id.Length == 0 ? "{}" : $$"""{"id":"{{id}}"}""";
        return _gateway.Ask(
            path, $$"""{"context":{{who}},"attributes":{{who}}}""", tag is null ? [] : [("If-None-Match", tag)]);
    }
}
