using System.Net;
using System.Text.Json.Nodes;

namespace Actors.Conformance.Vectors;

/// <summary>
/// Does a region decide as the specification says? Each case that can be published is asked for over HTTP, by remote
/// evaluation and by OFREP.
/// </summary>
public sealed class VectorTests(DemoRegion region, PublishedVectors published) : IClassFixture<PublishedVectors>
{
    private static readonly Dictionary<string, VectorCase> _cases = VectorCases.All.ToDictionary(one => one.Name);

    public static TheoryData<string> Names => [.. _cases.Keys.Except(RefusedVectors.Names)];

    [Fact]
    public void There_are_enough_of_them() => Assert.True(_cases.Count >= 200, $"There are {_cases.Count}.");

    [Fact]
    public void The_administration_refuses_what_it_knows_to_be_a_mistake_and_nothing_else() =>
        Assert.Equal(RefusedVectors.Names, published.Refused.Select(refused => refused.Key));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Remote_evaluation_and_OFREP_decide_as_the_specification_says(string name)
    {
        var one = _cases[name];
        await HoldsByRemoteEvaluation(one);
        if (one.Question["forcedVariations"] is null)
            await HoldsByOfrep(one);
    }

    private async Task HoldsByRemoteEvaluation(VectorCase one)
    {
        var (status, body) = await Post($"/api/eval/{published.Key}", one.Question);
        Assert.Equal(HttpStatusCode.OK, status);
        var feature = body["features"]![one.Key];
        IsSame(one.Value, feature?["defaultValue"]);
        var track = feature?["rules"]?[0]?["tracks"]?.AsArray().Last();
        if (one.Source is not null && one.Source != "experiment" && one.Result is null)
            Assert.Null(one.Features.Count > 1 ? null : track);
        if (one.Result is null || !one.Result["hashUsed"]!.GetValue<bool>())
            return;
        IsSame(Renamed(one.Result, one), track!["result"]);
        IsSame(one.Value, feature!["rules"]![0]!["force"]);
        IsSame(Scrubbed(one.Experiment!, one.Result["variationId"]!.GetValue<int>()), track["experiment"]);
    }

    private async Task HoldsByOfrep(VectorCase one)
    {
        var context = new JsonObject { ["context"] = one.Question["attributes"]!.DeepClone() };
        var (status, body) = await Post($"/ofrep/v1/evaluate/flags/{one.Key}", context, published.Key);
        if (!one.Features.ContainsKey(one.Key))
        {
            Assert.Equal(HttpStatusCode.NotFound, status);
            return;
        }

        Assert.Equal(HttpStatusCode.OK, status);
        IsSame(one.Value, body["value"]);
        Assert.Equal(one.Result?["key"]?.GetValue<string>() ?? body["variant"]?.GetValue<string>(),
            body["variant"]?.GetValue<string>());
        Assert.Contains(body["reason"]!.GetValue<string>(), Reasons(one.Source));
    }

    private static string[] Reasons(string? source) => source switch
    {
        "experiment" => ["SPLIT"],
        "force" => ["TARGETING_MATCH", "SPLIT"],
        "defaultValue" => ["STATIC", "DEFAULT"],
        "prerequisite" => ["DEFAULT"],
        "cyclicPrerequisite" => ["UNKNOWN"],
        _ => ["TARGETING_MATCH", "DEFAULT"],
    };

    // The case's own name of the feature is not the one under which it stands here.
    private static JsonNode Renamed(JsonNode result, VectorCase one)
    {
        var renamed = result.DeepClone();
        if (renamed["featureId"] is not null)
            renamed["featureId"] = one.Key;
        return renamed;
    }

    private static JsonObject Scrubbed(JsonNode experiment, int variation)
    {
        var scrubbed = experiment.DeepClone().AsObject();
        scrubbed.Remove("condition");
        var variations = scrubbed["variations"]!.AsArray();
        for (var i = 0; i < variations.Count; i++)
        {
            if (i != variation)
                variations[i] = new JsonObject();
        }

        return scrubbed;
    }

    private static void IsSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"Expected {expected?.ToJsonString() ?? "null"}, was {actual?.ToJsonString() ?? "null"}");

    private async Task<(HttpStatusCode Status, JsonNode Body)> Post(string path, JsonObject body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = DemoRegion.Json(body.ToJsonString()),
        };
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        using var answer = await region.App.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonNode.Parse(text)!);
    }
}
