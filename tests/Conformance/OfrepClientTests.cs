using System.Text.Json.Nodes;

namespace Actors.Conformance;

/// <summary>Do apps that exist today work unchanged? The OpenFeature clients from npm ask a real region.</summary>
public sealed class OfrepClientTests(DemoRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_provider_gets_the_right_values_for_each_context()
    {
        var answers = await region.Ask("server.mjs", new JsonObject
        {
            ["ask"] = new JsonArray(
                Question("on", "boolean", false, new { targetingKey = "ada" }),
                Question("greeting", "string", "code", new { targetingKey = "ada", country = "CH" }),
                Question("greeting", "string", "code", new { targetingKey = "ada", country = "FR" }),
                Question("limit", "number", 1, new { targetingKey = "ada", plan = "pro" }),
                Question("layout", "json", new { columns = 1 }, new { targetingKey = "ada" }),
                Question("off", "boolean", true, new { targetingKey = "ada" }),
                Question("no-such-flag", "string", "code", new { targetingKey = "ada" })),
        }, Cancellation);

        Assert.Collection(
            answers.AsArray(),
            answer => Is(answer, true, "TARGETING_MATCH"),
            answer => Is(answer, "Grüezi", "TARGETING_MATCH"),
            answer => Is(answer, "Hello", "DEFAULT"),
            answer => Is(answer, 100, "TARGETING_MATCH"),
            answer => Assert.Equal("""{"columns":3,"dense":true}""", answer!["value"]!.ToJsonString()),
            answer => Assert.True(answer!["value"]!.GetValue<bool>(), "a disabled flag leaves the default in the code"),
            answer => Is(answer, "code", "ERROR", "FLAG_NOT_FOUND"));
    }

    [Fact]
    public async Task The_web_provider_gets_new_values_when_the_context_changes_and_is_not_told_304()
    {
        var answer = await region.Ask("web.mjs", new JsonObject
        {
            ["changes"] = new JsonArray(
                Change(new { targetingKey = "ada", country = "CH" }),
                Change(new { targetingKey = "ada", country = "FR" }),
                Change(new { targetingKey = "ada", country = "CH" })),
        }, Cancellation);

        Assert.Equal(
            ["Grüezi", "Hello", "Grüezi"],
            answer["answers"]!.AsArray().Select(details => details!["value"]!.GetValue<string>()));
        Assert.Equal(
            [200, 200, 200],
            answer["statuses"]!.AsArray().Select(status => status!.GetValue<int>()));
    }

    [Fact]
    public async Task The_web_provider_is_told_304_when_nothing_changed()
    {
        var answer = await region.Ask("web.mjs", new JsonObject
        {
            ["changes"] = new JsonArray(
                Change(new { targetingKey = "ada", country = "CH" }),
                Change(new { targetingKey = "ada", country = "CH" })),
        }, Cancellation);

        Assert.Equal([200, 304], answer["statuses"]!.AsArray().Select(status => status!.GetValue<int>()));
    }

    private static JsonObject Change(object context) => new()
    {
        ["context"] = ToNode(context),
        ["ask"] = new JsonArray(Question("greeting", "string", "code", context)),
    };

    private static JsonObject Question(string flag, string type, object otherwise, object context) => new()
    {
        ["flag"] = flag,
        ["type"] = type,
        ["default"] = ToNode(otherwise),
        ["context"] = ToNode(context),
    };

    private static JsonNode? ToNode(object value) => System.Text.Json.JsonSerializer.SerializeToNode(value);

    private static void Is(JsonNode? answer, object value, string reason, string? error = null)
    {
        Assert.Equal(ToNode(value)!.ToJsonString(), answer!["value"]!.ToJsonString());
        Assert.Equal(reason, answer["reason"]!.GetValue<string>());
        Assert.Equal(error, answer["errorCode"]?.GetValue<string>());
    }
}
