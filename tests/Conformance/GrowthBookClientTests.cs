using System.Text.Json.Nodes;

namespace Actors.Conformance;

/// <summary>Do GrowthBook's apps work unchanged? The SDK from npm asks a real region.</summary>
public sealed class GrowthBookClientTests(DemoRegion region)
{
    private static readonly string[] _features = ["on", "greeting", "limit", "layout", "off"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_SDK_evaluates_the_payload_for_itself()
    {
        var asked = await Ask(region.ServerKey, Attributes("CH"), _features);

        AreSwiss(asked["answers"]![0]!);
        Assert.Equal("unknownFeature", asked["answers"]![0]![4]!["source"]!.GetValue<string>());
        var request = Assert.Single(asked["requests"]!.AsArray());
        Assert.Equal("/api/features/{key}", request!["path"]!.GetValue<string>());
        Assert.Equal("enabled", request["sse"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_change_is_pushed_and_applied_without_another_fetch()
    {
        var asked = await Ask(
            region.ServerKey,
            Attributes("CH"),
            ["pushed-payload"],
            new JsonObject { ["change"] = Changes.Rules("pushed-payload") });

        Assert.Equal(["false", "true"], Values(asked));
        Assert.Single(asked["requests"]!.AsArray());
    }

    [Fact]
    public async Task The_SDK_decrypts_what_its_key_has_encrypted()
    {
        var key = await region.IssueKey("app/environments/production", "server", encrypt: true);
        var options = Attributes("CH");
        options["decryptionKey"] = key["encryptionKey"]!.GetValue<string>();

        var asked = await Ask(key["key"]!.GetValue<string>(), options, _features);

        AreSwiss(asked["answers"]![0]!);
    }

    [Fact]
    public async Task A_client_key_gets_the_rules_only_where_the_environment_permits_it()
    {
        await region.Administer(
            HttpMethod.Post, "/v1/projects", """{"key":"open","name":"Open","environments":["production"]}""");
        await region.Administer(
            HttpMethod.Post,
            "/v1/projects/open/import",
            """
            {"features":[{"key":"on","type":"boolean","defaultValue":true,
              "environments":{"production":{"enabled":true,"rules":[]}}}]}
            """);
        var key = (await region.IssueKey("open/environments/production", "client"))["key"]!.GetValue<string>();

        var refused = await Ask(key, Attributes("CH"), ["on"]);
        await region.Administer(
            HttpMethod.Patch, "/v1/projects/open/environments/production", """{"clientKeysMayFetchRules":true}""");
        JsonNode permitted = refused;
        await Harness.Until.True(
            async () => (permitted = await Ask(key, Attributes("CH"), ["on"]))["answers"] is not null,
            "the gateway knows of the permission");

        Assert.Contains("403", refused["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["true"], Values(permitted));
    }

    [Fact]
    public async Task Remote_evaluation_gives_values_and_experiments_without_a_rule()
    {
        var options = Attributes("CH");
        options["remoteEval"] = true;

        var asked = await Ask(region.ClientKey, options, [.. _features, "trial"]);

        var answers = asked["answers"]![0]!.AsArray();
        Assert.Equal("\"novelty\"", answers[5]!["value"]!.ToJsonString());
        answers.RemoveAt(5);
        AreSwiss(answers);
        var exposure = Assert.Single(asked["exposures"]!.AsArray())!;
        Assert.Equal("trial-1", exposure["experiment"]!["key"]!.GetValue<string>());
        Assert.Equal("n", exposure["result"]!["key"]!.GetValue<string>());
        Assert.Null(exposure["experiment"]!["condition"]);
        Assert.Equal("""[{},"novelty"]""", exposure["experiment"]!["variations"]!.ToJsonString());
    }

    [Fact]
    public async Task Remote_evaluation_asks_again_when_the_subject_changes_and_when_the_stream_says_so()
    {
        var options = Attributes("CH");
        options["remoteEval"] = true;

        var asked = await Ask(
            region.ClientKey,
            options,
            ["greeting", "pushed-remote"],
            new JsonObject { ["attributes"] = Attributes("FR")["attributes"]!.DeepClone() },
            new JsonObject { ["change"] = Changes.Rules("pushed-remote") });

        var answers = asked["answers"]!.AsArray();
        Assert.Equal("Grüezi", answers[0]![0]!["value"]!.GetValue<string>());
        Assert.Equal("Hello", answers[1]![0]!["value"]!.GetValue<string>());
        Assert.False(answers[1]![1]!["value"]!.GetValue<bool>());
        Assert.True(answers[2]![1]!["value"]!.GetValue<bool>());
        Assert.All(
            asked["requests"]!.AsArray(),
            request => Assert.Equal(
                "POST /api/eval/{key} 200", $"{request!["method"]} {request["path"]} {request["status"]}"));
    }

    private static JsonObject Attributes(string country) => new()
    {
        ["attributes"] = new JsonObject { ["id"] = "ada", ["country"] = country, ["plan"] = "pro" },
    };

    private static void AreSwiss(JsonNode answers)
    {
        Assert.Equal(
            ["true", "\"Grüezi\"", "100", """{"columns":3,"dense":true}""", null],
            answers.AsArray().Select(answer => answer!["value"]?.ToJsonString(Plain)));
    }

    private static System.Text.Json.JsonSerializerOptions Plain { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string?[] Values(JsonNode asked) =>
        [.. asked["answers"]!.AsArray().Select(answers => answers![0]!["value"]?.ToJsonString())];

    private Task<JsonNode> Ask(string key, JsonObject options, string[] features, params JsonObject[] steps) =>
        region.Ask(
            "growthbook.mjs",
            new JsonObject
            {
                ["key"] = key,
                ["options"] = options,
                ["features"] = new JsonArray([.. features.Select(feature => (JsonNode)feature)]),
                ["steps"] = new JsonArray([.. steps]),
            },
            Cancellation);
}
