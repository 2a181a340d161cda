using System.Text.Json.Nodes;

namespace Actors.Conformance;

/// <summary>Do apps that exist today work unchanged? The OpenFeature clients from npm ask a real region.</summary>
public sealed class OfrepClientTests(DemoRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_provider_gets_the_right_values_for_each_context()
    {
        var asked = await region.Ask("server.mjs", new JsonObject
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
            asked["answers"]!.AsArray(),
            answer => Is(answer, true, "TARGETING_MATCH"),
            answer => Is(answer, "Grüezi", "TARGETING_MATCH"),
            answer => Is(answer, "Hello", "DEFAULT"),
            answer => Is(answer, 100, "TARGETING_MATCH"),
            answer => Assert.Equal("""{"columns":3,"dense":true}""", answer!["value"]!.ToJsonString()),
            answer => Assert.True(answer!["value"]!.GetValue<bool>(), "a disabled flag leaves the default in the code"),
            answer => Is(answer, "code", "ERROR", "FLAG_NOT_FOUND"));
    }

    [Fact]
    public async Task The_server_provider_stops_asking_for_as_long_as_it_is_told_to()
    {
        var questions = Enumerable.Range(0, 20)
            .Select(_ => (JsonNode)Question("on", "boolean", false, new { targetingKey = "ada" })).ToArray();

        var asked = await region.Ask(
            "server.mjs", new JsonObject { ["ask"] = new JsonArray(questions) }, Cancellation, strictly: true);

        var statuses = Statuses(asked);
        Assert.Equal(429, statuses[^1]);
        Assert.Single(statuses, 429);
        Assert.True(statuses.Length < questions.Length, "It went on asking.");
        Assert.False(asked["answers"]![19]!["value"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_web_provider_keeps_its_values_while_it_may_not_ask()
    {
        var contexts = Enumerable.Range(0, 8)
            .Select(i => (JsonNode)Change(new { targetingKey = "ada", country = i == 0 ? "CH" : $"X{i}" })).ToArray();

        // A key of its own: what other tests have asked with theirs does not count.
        var input = new JsonObject { ["key"] = region.ServerKey, ["changes"] = new JsonArray(contexts) };
        var asked = await region.Ask("web.mjs", input, Cancellation, strictly: true);

        var statuses = Statuses(asked);
        Assert.Equal(200, statuses[0]);
        Assert.Single(statuses, 429);
        Assert.All(
            asked["answers"]!.AsArray(), answer => Assert.NotEqual("code", answer!["value"]!.GetValue<string>()));
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
        Assert.Equal([200, 200, 200], Statuses(answer));
    }

    [Fact]
    public async Task The_web_provider_is_told_304_when_nothing_changed()
    {
        // Whatever else is published meanwhile would be a reason to answer 200: another project's gateway is quiet.
        var key = await QuietKey();
        var answer = await region.Ask("web.mjs", new JsonObject
        {
            ["key"] = key,
            ["changes"] = new JsonArray(
                Change(new { targetingKey = "ada", country = "CH" }),
                Change(new { targetingKey = "ada", country = "CH" })),
        }, Cancellation);

        Assert.Equal([200, 304], Statuses(answer));
    }

    [Fact]
    public async Task The_web_provider_hears_of_a_change_and_asks_again()
    {
        var ask = new JsonArray(Question("pushed-ofrep", "boolean", false, new { }));
        var asked = await region.Ask("web.mjs", new JsonObject
        {
            ["changes"] = new JsonArray(
                new JsonObject { ["context"] = ToNode(new { targetingKey = "ada" }), ["ask"] = ask.DeepClone() },
                new JsonObject { ["change"] = Changes.Rules("pushed-ofrep"), ["ask"] = ask }),
        }, Cancellation);

        Assert.Equal(
            [false, true], asked["answers"]!.AsArray().Select(details => details!["value"]!.GetValue<bool>()));
        Assert.Contains(
            asked["queries"]!.AsArray(),
            query => query!.GetValue<string>().Contains("flagConfigEtag=", StringComparison.Ordinal));
    }

    private async Task<string> QuietKey()
    {
        await region.Administer(
            HttpMethod.Post, "/v1/projects", """{"key":"quiet","name":"Quiet","environments":["production"]}""");
        await region.Administer(
            HttpMethod.Post,
            "/v1/projects/quiet/import",
            """
            {"features":[{"key":"greeting","type":"string","defaultValue":"Hello",
              "environments":{"production":{"enabled":true,"rules":[]}}}]}
            """);
        return (await region.IssueKey("quiet/environments/production", "client"))["key"]!.GetValue<string>();
    }

    private static int[] Statuses(JsonNode answer) =>
        [.. answer["statuses"]!.AsArray().Select(status => status!.GetValue<int>())];

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
