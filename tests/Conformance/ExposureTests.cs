using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Conformance;

/// <summary>Are exposures of real clients held against the rules, and recorded for clients that send none?</summary>
public sealed class ExposureTests(DemoRegion region)
{
    private const int Subjects = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GrowthBooks_SDK_never_drifts_and_one_that_assigns_wrongly_is_an_alarm()
    {
        const string Project = "drifting";
        await Start(Project, """ "weightsBasisPoints":[2500,7500,0] """);
        var key = $"{(await region.IssueKey($"{Project}/environments/production", "server"))["key"]}";
        await region.Override(
            Project, key, "user-0", "experiments/colour", """{"variation":"green"}""", "colour", "Green");
        var given = await Given(key);
        Assert.Equal(Subjects, given.Length);

        await Send(key, [.. given.Select(one => Exposure("growthbook-js", one.Subject, one.Variation))]);
        var right = await Drift(Project, Subjects - 1);
        Assert.False(right["isAlarm"]!.GetValue<bool>());
        Assert.Equal("growthbook-js 1.8.0 59 0", Of(Assert.Single(right["clients"]!.AsArray())!));
        Assert.Equal("""[{"reason":"overridden","count":1}]""", right["unchecked"]!.ToJsonString());

        await Send(key, [.. given.Select(one => Exposure("home-made", one.Subject, Other(one.Variation)))]);
        var wrong = await Drift(Project, 2 * (Subjects - 1));
        Assert.True(wrong["isAlarm"]!.GetValue<bool>());
        Assert.Equal(
            ["home-made 1.8.0 59 59", "growthbook-js 1.8.0 59 0"], wrong["clients"]!.AsArray().Select(one => Of(one!)));
        Assert.Equal([true, false], wrong["clients"]!.AsArray().Select(one => one!["isAlarm"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Who_asks_over_OFREP_is_recorded_by_the_gateway_where_the_experiment_wants_it()
    {
        const string Project = "recording";
        await Start(Project, """ "serverExposures":true,"weightsBasisPoints":[0,10000,0] """);
        var key = $"{(await region.IssueKey($"{Project}/environments/production", "client"))["key"]}";
        var contexts = Enumerable.Range(0, 3).Concat([0]).Select(number => (JsonNode)new JsonObject
        {
            ["context"] = new JsonObject { ["targetingKey"] = $"user-{number}", ["country"] = "CH" },
            ["ask"] = new JsonArray(new JsonObject { ["flag"] = "colour", ["type"] = "string", ["default"] = "code" }),
        });

        var asked = await region.Ask(
            "web.mjs", new JsonObject { ["key"] = key, ["changes"] = new JsonArray([.. contexts]) }, Cancellation);

        Assert.All(asked["answers"]!.AsArray(), answer => Assert.Equal("Red", $"{answer!["value"]}"));
        Assert.Equal("colour", $"{asked["answers"]![0]!["flagMetadata"]!["experiment"]}");
        var results = await region.Results(Project, "colour", seen => Count(seen) == 3);
        Assert.Equal(0, results["results"]!["mixed"]!.GetValue<int>());
        Assert.Empty(results["drift"]!["clients"]!.AsArray()); // nobody has reported anything
        var segments = (await region.Administer(
            HttpMethod.Get, $"/v1/projects/{Project}/experiments/colour/results?dimension=country", null))["segments"]!;
        Assert.Equal("CH", $"{Assert.Single(segments.AsArray())!["value"]}");
    }

    private static string Of(JsonNode client) =>
        $"{client["sdk"]} {client["version"]} {client["checked"]} {client["disagreeing"]}";

    private static string Other(string variation) => variation == "red" ? "control" : "red";

    private static int Count(JsonNode results) =>
        results["results"]!["subjects"]!.AsArray().Sum(one => one!["subjects"]!.GetValue<int>());

    private static object Exposure(string sdk, string subject, string variation) => new
    {
        type = "exposure",
        id = $"{sdk}/{subject}",
        subject,
        experiment = "colour",
        variation,
        phase = "1",
        sdk,
        sdkVersion = "1.8.0",
    };

    /// <summary>What the unmodified SDK gives each subject, by the rules that it fetches.</summary>
    private async Task<(string Subject, string Variation)[]> Given(string key)
    {
        string[] subjects = [.. Enumerable.Range(0, Subjects).Select(number => $"user-{number}")];
        var asked = await region.Ask(
            "growthbook.mjs",
            new JsonObject
            {
                ["key"] = key,
                ["options"] = Attributes(subjects[0]),
                ["features"] = new JsonArray("colour"),
                ["steps"] = new JsonArray([.. subjects.Skip(1).Select(Attributes)]),
            },
            Cancellation);
        return
        [
            .. subjects.Zip(asked["answers"]!.AsArray(), (subject, answers) =>
                (subject, $"{answers![0]!["experimentResult"]!["key"]}")),
        ];
    }

    private static JsonObject Attributes(string subject) =>
        new() { ["attributes"] = new JsonObject { ["id"] = subject } };

    private async Task Send(string key, object[] events)
    {
        var answer = await region.Post(key, "/v1/events", JsonSerializer.Serialize(events));
        Assert.Equal(events.Length, JsonNode.Parse(answer)!["accepted"]!.GetValue<int>());
    }

    private async Task<JsonNode> Drift(string project, int compared)
    {
        var results = await region.Results(project, "colour", seen => compared
            == seen["drift"]!["clients"]!.AsArray().Sum(client => client!["checked"]!.GetValue<int>()));
        return results["drift"]!;
    }

    private async Task Start(string project, string members)
    {
        await region.NewProject(project);
        await region.Administer(HttpMethod.Put, $"/v1/projects/{project}/features/colour", """
            {"type":"string","defaultValue":"Grey","environments":{"production":{"enabled":true}}}
            """);
        await region.Administer(HttpMethod.Put, $"/v1/projects/{project}/experiments/colour", $$$"""
            {"environments":["production"],"variations":[{"key":"control"},{"key":"red"},{"key":"green"}],{{{members}}},
             "features":[{"feature":"colour","values":{"control":"Blue","red":"Red","green":"Green"}}]}
            """);
        await region.Administer(HttpMethod.Post, $"/v1/projects/{project}/experiments/colour/start", null);
    }
}
