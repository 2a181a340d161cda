using System.Text.Json.Nodes;
using Actors.Harness;

namespace Actors.Conformance;

/// <summary>Does a started experiment reach real clients, and do all of them see the same variation?</summary>
public sealed class ExperimentClientTests(DemoRegion region)
{
    private const string Project = "/v1/projects/app";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GrowthBooks_SDK_and_OFREP_give_each_subject_the_same_variation()
    {
        await region.Administer(HttpMethod.Put, $"{Project}/features/split", """
            {"type":"string","defaultValue":"grey","environments":{"production":{"enabled":true,"rules":[]}}}
            """);
        await region.Administer(HttpMethod.Put, $"{Project}/experiments/split-three", """
            {"name":"Split","environments":["production"],"coverageBasisPoints":8000,
             "variations":[{"key":"control"},{"key":"red"},{"key":"green"}],"weightsBasisPoints":[2000,3000,5000],
             "features":[{"feature":"split","values":{"control":"blue","red":"red","green":"green"}}]}
            """);
        await region.Administer(HttpMethod.Post, $"{Project}/experiments/split-three/start", null);
        string[] subjects = [.. Enumerable.Range(0, 40).Select(number => $"user-{number}")];
        await Until.True(async () => await Sample(subjects) is { Count: 4 }, "all four values are served");

        var asked = await region.Ask(
            "growthbook.mjs",
            new JsonObject
            {
                ["key"] = region.ServerKey,
                ["options"] = Attributes(subjects[0]),
                ["features"] = new JsonArray("split"),
                ["steps"] = new JsonArray([.. subjects.Skip(1).Select(Attributes)]),
            },
            Cancellation);

        var seen = asked["answers"]!.AsArray().Select(answers => answers![0]!).ToList();
        foreach (var (subject, answer) in subjects.Zip(seen))
        {
            Assert.Equal(await Ofrep(subject), answer["value"]!.GetValue<string>());
            var value = answer["value"]!.GetValue<string>();
            var wanted = value == "blue" ? "control" : value == "grey" ? null : value;
            Assert.Equal(wanted, answer["experimentResult"]?["key"]?.GetValue<string>());
        }

        await region.Administer(HttpMethod.Post, $"{Project}/experiments/split-three/stop", """{"ship":"red"}""");
        await Until.True(
            async () => await Sample(subjects) is ["red"], "everybody gets what the stopped experiment ships");
    }

    private async Task<List<string>> Sample(string[] subjects)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var subject in subjects)
        {
            values.Add(await Ofrep(subject));
        }

        return [.. values];
    }

    private async Task<string> Ofrep(string subject)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ofrep/v1/evaluate/flags/split")
        {
            Content = DemoRegion.Json($$$"""{"context":{"targetingKey":"{{{subject}}}"}}"""),
        };
        request.Headers.Authorization = new("Bearer", region.ServerKey);
        using var response = await region.App.SendAsync(request, Cancellation);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        return answer["value"]?.GetValue<string>() ?? "";
    }

    private static JsonObject Attributes(string subject) =>
        new() { ["attributes"] = new JsonObject { ["id"] = subject } };
}
