using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Population;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Administration.Tests;

/// <summary>Whom would a change move? Asked of a sample, and held against what then happens.</summary>
public sealed class WhatIfTests(Region region)
{
    private const string Body = """
        {"name":"Colour","environments":["production"],
         "variations":[{"key":"control"},{"key":"red"},{"key":"green"}],
         "features":[{"feature":"colour","values":{"control":"blue","red":"red","green":"green"}}],
         "condition":{"country":{"$in":["CH","DE"]}},"coverageBasisPoints":6000}
        """;

    private static readonly string[] _countries = ["CH", "DE", "FR", "US"];

    [Fact]
    public async Task A_draft_says_who_would_enter_by_country_and_platform()
    {
        var (api, project, experiment) = await Lab();
        await Seen(project, 1_000);

        var answer = await api.Send("POST", $"{experiment}/what-if", "{}");

        Assert.Equal(200, answer.Status);
        var body = answer.Body;
        Assert.Equal(("start", 1_000), (Text(body, "change"), Number(body, "population", "subjects")));
        var moved = body.GetProperty("moved").GetProperty("sampled");
        var entering = Number(moved, "entering");
        Assert.InRange(entering, 220, 380); // 60 % of the half who live there
        Assert.Equal(
            (0, entering, entering), (Number(moved, "before"), Number(moved, "after"), Number(moved, "changing")));
        Assert.Equal(entering, Number(body, "moved", "estimated", "entering"));
        var segments = body.GetProperty("segments").EnumerateArray().ToList();
        Assert.Equal(0, Number(Segment(segments, "country", "FR"), "entering"));
        Assert.Equal(
            entering,
            Number(Segment(segments, "country", "CH"), "entering")
            + Number(Segment(segments, "country", "DE"), "entering"));
        Assert.Equal(entering, Number(Segment(segments, "platform", "ios"), "entering"));
        var split = body.GetProperty("split");
        Assert.False(split.GetProperty("isMismatch").GetBoolean());
        Assert.Equal(
            entering, split.GetProperty("variations").EnumerateArray().Sum(one => Number(one, "sampled")));
        Assert.Equal("draft", (await api.Send("GET", experiment)).Body.GetProperty("status").GetString());

        var none = await api.Send("POST", $"{experiment}/what-if", """{"experiment":{"condition":{"country":"FI"}}}""");
        Assert.Equal(0, Number(none.Body, "moved", "sampled", "entering"));
        Assert.Contains("Nobody", none.Body.GetProperty("split").GetProperty("reason").GetString());
    }

    /// <summary>What is said beforehand is, subject by subject, what is served afterwards.</summary>
    [Theory]
    [InlineData("least-movement")]
    [InlineData("sticky")]
    [InlineData("re-randomise")]
    public async Task What_is_said_of_another_allocation_is_exactly_what_then_happens(string way)
    {
        var (api, project, experiment) = await Lab();
        var sample = await Seen(project, 1_200);
        Assert.Equal(200, (await api.Send("POST", $"{experiment}/start")).Status);
        var before = await Served(project, sample);

        const string Shares = "\"weightsBasisPoints\":[2000,3000,5000],\"coverageBasisPoints\":8000";
        var wish = $$"""{"way":"{{way}}",{{Shares}}}""";
        var said = (await api.Send("POST", $"{experiment}/what-if", wish)).Body;
        var offers = (await api.Send("POST", $"{experiment}/allocation/preview", $$"""{ {{Shares}} }""")).Body;
        var offer = offers.GetProperty("ways").EnumerateArray().Single(one => Text(one, "way") == way);
        Assert.Equal(200, (await api.Send("POST", $"{experiment}/allocation", wish)).Status);
        var after = await Served(project, sample);

        var happened = before.Zip(after).CountBy(pair => pair).ToDictionary();
        Assert.Equal(
            happened.OrderBy(one => one.Key).Select(one => (one.Key.First, one.Key.Second, one.Value)),
            said.GetProperty("flows").EnumerateArray()
                .Select(flow => (Text(flow, "before"), Text(flow, "after"), Number(flow, "sampled"))).Order());
        foreach (var counts in new[] { said.GetProperty("moved"), offer.GetProperty("subjects") })
        {
            Assert.Equal(
                before.Zip(after).Count(pair => pair.First != pair.Second), Number(counts, "sampled", "moved"));
        }

        Assert.Equal("production", offers.GetProperty("environment").GetString());
        Assert.True(Number(said, "moved", "sampled", "moved") > 100);
        var exposed = Number(offer, "subjectsExposed", "sampled", "switching");
        Assert.Equal(way == "sticky" ? 0 : Number(offer, "subjects", "sampled", "switching"), exposed);
        Assert.Equal(exposed, Number(said, "movedExposed", "sampled", "switching"));
    }

    [Fact]
    public async Task An_experiment_that_is_put_before_another_takes_its_subjects()
    {
        var (api, project, experiment) = await Lab();
        await Seen(project, 800);
        var other = $"/v1/projects/{project}/experiments/a-rival";
        Assert.Equal(201, (await api.Send("PUT", other, Body)).Status);
        Assert.Equal(200, (await api.Send("POST", $"{experiment}/start")).Status);

        var body = (await api.Send("POST", $"{other}/what-if", "{}")).Body;

        var taken = Assert.Single(body.GetProperty("others").EnumerateArray());
        Assert.Equal("colour-of-checkout", taken.GetProperty("experiment").GetString());
        Assert.InRange(Number(taken, "leaving"), 80, 210);
        Assert.Equal((0, 0), (Number(taken, "entering"), Number(taken, "switching")));
    }

    [Fact]
    public async Task A_stop_that_ships_says_who_gets_something_else()
    {
        var (api, project, experiment) = await Lab();
        await Seen(project, 400);
        await api.Send("POST", $"{experiment}/start");

        var body = (await api.Send("POST", $"{experiment}/what-if", """{"change":"stop","ship":"red"}""")).Body;

        var moved = body.GetProperty("moved").GetProperty("sampled");
        Assert.Equal((Number(moved, "before"), 0), (Number(moved, "leaving"), Number(moved, "after")));
        Assert.InRange(Number(moved, "changing"), 140, 190); // all who are targeted, but those who had it already
        Assert.Equal(JsonValueKind.Null, body.GetProperty("split").ValueKind);
    }

    [Fact]
    public async Task A_layer_is_asked_for_slots_but_grants_none()
    {
        var (api, project, experiment) = await Lab();
        await Seen(project, 1_000);
        var layer = $"/v1/projects/{project}/layers/main";
        Assert.Equal(201, (await api.Send("PUT", layer, """{"hashAttribute":"id"}""")).Status);

        var half = (await api.Send("POST", $"{experiment}/what-if", """
            {"experiment":{"layer":{"key":"main","slots":5000},"coverageBasisPoints":10000,"condition":null}}
            """)).Body;
        Assert.InRange(Number(half, "moved", "sampled", "entering"), 430, 570);
        Assert.DoesNotContain("colour-of-checkout", (await api.Send("GET", layer)).Text, StringComparison.Ordinal);

        var much = await api.Send(
            "POST", $"{experiment}/what-if", """{"experiment":{"layer":{"key":"nowhere","slots":1}}}""");
        Assert.Equal((422, "experiment-invalid"), (much.Status, much.Problem));
    }

    [Fact]
    public async Task Where_nobody_was_seen_it_says_so()
    {
        var (api, _, experiment) = await Lab();

        var body = (await api.Send("POST", $"{experiment}/what-if", "{}")).Body;

        Assert.Equal(0, Number(body, "population", "subjects"));
        Assert.Contains("nobody to ask yet", body.GetProperty("reason").GetString());
        Assert.Equal(0, Number(body, "moved", "estimated", "moved"));
        Assert.Empty(body.GetProperty("segments").EnumerateArray());
    }

    [Fact]
    public async Task What_was_cleaned_away_and_is_asked_for_is_named()
    {
        var (api, project, experiment) = await Lab();
        var ada = At("ada", """{"id":"ada","country":"CH"}""", "email", "phone");
        await Offer(project, [ada, At("bob", """{"id":"bob"}""")]);

        var body = (await api.Send(
            "POST", $"{experiment}/what-if", """{"experiment":{"condition":{"email":{"$exists":true}}}}""")).Body;

        var named = Assert.Single(body.GetProperty("notKept").EnumerateArray());
        Assert.Equal(("email", 1), (Text(named, "attribute"), Number(named, "subjects")));
    }

    [Theory]
    [InlineData("""{"change":"explode"}""", 400, "json-invalid")]
    [InlineData("""{"change":"reallocate","way":"magic"}""", 400, "json-invalid")]
    [InlineData("""{"change":"grow"}""", 400, "json-invalid")]
    [InlineData("""{"charge":"start"}""", 400, "json-invalid")]
    [InlineData("""{"environment":"staging"}""", 404, "environment-not-found")]
    [InlineData("""{"change":"pause"}""", 409, "experiment-not-running")]
    [InlineData("""{"experiment":{"variations":[]}}""", 422, "experiment-invalid")]
    [InlineData("""{"experiment":7}""", 422, "experiment-invalid")]
    public async Task What_cannot_be_tried_is_refused(string request, int status, string code)
    {
        var (api, _, experiment) = await Lab();

        var refused = await api.Send("POST", $"{experiment}/what-if", request);

        Assert.Equal((status, code), (refused.Status, refused.Problem));
        var unknown = await api.Send("POST", $"{experiment}x/what-if", "{}");
        Assert.Equal((404, "experiment-not-found"), (unknown.Status, unknown.Problem));
    }

    [Fact]
    public async Task Who_is_erased_is_in_no_sample_any_more()
    {
        var (api, project, _) = await Lab();
        var late = At("ada", """{"targetingKey":"ada","country":"CH"}""");
        await Offer(project, [late, At("bob", """{"id":"bob"}""")]);

        var user = $"/v1/projects/{project}/environments/production/users/ada";
        Assert.Equal(200, (await api.Send("DELETE", user)).Status);
        await Offer(project, [late]);

        var sample = await Grains.GetPopulation(Production(project)).Read(TestContext.Current.CancellationToken);
        Assert.Equal("""{"id":"bob"}""", Assert.Single(sample.Sample.Subjects).Value.Context);
    }

    private IGrainFactory Grains => region.Services.GetRequiredService<IGrainFactory>();

    private async Task<(Api Api, string Project, string Experiment)> Lab()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var experiment = $"/v1/projects/{project}/experiments/colour-of-checkout";
        await api.Send("PUT", $"/v1/projects/{project}/features/colour", """
            {"type":"string","defaultValue":"grey","environments":{"production":{"enabled":true,"rules":[]}}}
            """);
        Assert.Equal(201, (await api.Send("PUT", experiment, Body)).Status);
        return (api, project, experiment);
    }

    private async Task<Sighting[]> Seen(string project, int subjects)
    {
        Sighting[] all =
        [
            .. Enumerable.Range(0, subjects).Select(number => At(
                $"user-{number}",
                $$"""{"id":"user-{{number}}","country":"{{_countries[number % 4]}}","platform":"ios"}""")),
        ];
        await Offer(project, all);
        return all;
    }

    private async Task Offer(string project, Sighting[] sightings) => await Grains
        .GetPopulation(Production(project)).Offer([.. sightings], TestContext.Current.CancellationToken);

    /// <summary>The variations that a gateway would say now, in the order of the sightings.</summary>
    private async Task<List<string?>> Served(string project, Sighting[] sightings)
    {
        var id = Production(project);
        var document = await Grains.GetRuleset(id).Snapshot(TestContext.Current.CancellationToken);
        var ruleset = ServedRuleset.Whole(id, document).Compiled;
        return [.. sightings.Select(one =>
        {
            Assert.True(Subject.TryParse(ruleset, Encoding.UTF8.GetBytes(one.Context), out var subject, out _));
            return Evaluator.EvaluateFully(ruleset, "colour", subject).Experiment?.VariationKey;
        })];
    }

    private static Sighting At(string who, string context, params string[] removed) => new(
        XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(who)), TimeProvider.System.GetUtcNow(), context, [.. removed]);

    private static EnvironmentId Production(string project) => new(project, "production");

    private static JsonElement Segment(List<JsonElement> segments, string dimension, string value) =>
        segments.Single(one => (Text(one, "dimension"), Text(one, "value")) == (dimension, value))
            .GetProperty("sampled");

    private static int Number(JsonElement body, params string[] path) =>
        path.Aggregate(body, (inner, name) => inner.GetProperty(name)).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
