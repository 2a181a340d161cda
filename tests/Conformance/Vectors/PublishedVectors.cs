using System.Net;
using System.Text.Json.Nodes;
using Actors.Harness;

namespace Actors.Conformance.Vectors;

/// <summary>All cases, published in one environment by one import, and the key that asks there.</summary>
public sealed class PublishedVectors(DemoRegion region) : IAsyncLifetime
{
    private readonly HashSet<string> _refused = [];

    /// <summary>Of a client.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The cases of which the administration refuses a feature, by name, each with its reasons.</summary>
    internal SortedDictionary<string, string> Refused { get; } = new(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        await region.Administer(
            HttpMethod.Post, "/v1/projects", """{"key":"vectors","name":"Vectors","environments":["production"]}""");
        Key = (await region.IssueKey("vectors/environments/production", "client"))["key"]!.GetValue<string>();
        while (await Import() is { } problems)
        {
            var before = _refused.Count;
            foreach (var (feature, reason) in problems)
                Refuse(feature, reason);
            Assert.True(_refused.Count > before, $"The import was refused: {string.Join("; ", problems.Values)}");
        }

        foreach (var (id, bandit) in VectorCases.All.SelectMany(one => one.Bandits))
        {
            using var answer = await region.TryAdminister(
                HttpMethod.Put,
                $"/v1/projects/vectors/environments/production/contextual-bandits/{id}",
                bandit.ToJsonString());
            if (!answer.IsSuccessStatusCode)
            {
                var owner = VectorCases.All.First(one => one.Bandits.ContainsKey(id));
                Refused[owner.Name] = await answer.Content.ReadAsStringAsync();
            }
        }

        var published = VectorCases.All.SelectMany(one => one.Features.Keys).Count(key => !_refused.Contains(key));
        var version = await Version();
        await Until.True(
            async () =>
            {
                var answer = await Bulk();
                return answer["flags"]!.AsArray().Count == published
                    && answer["metadata"]!["version"]!.GetValue<long>() >= version;
            },
            "the gateway serves all cases");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Refuse(string feature, string reason)
    {
        var owner = VectorCases.All.First(one => one.Features.ContainsKey(feature));
        Refused[owner.Name] = reason;
        _refused.UnionWith(owner.Features.Keys);
    }

    private async Task<long> Version()
    {
        var environment = await region.Administer(HttpMethod.Get, "/v1/projects/vectors/environments/production", null);
        return environment["version"]!.GetValue<long>();
    }

    private async Task<JsonNode> Bulk()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ofrep/v1/evaluate/flags")
        {
            Content = DemoRegion.Json("""{"context":{}}"""),
        };
        request.Headers.Authorization = new("Bearer", Key);
        using var answer = await region.App.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    // Null: it was accepted. Else the problems, by key of the feature.
    private async Task<Dictionary<string, string>?> Import()
    {
        var features = VectorCases.All.SelectMany(one => one.Features)
            .Where(one => !_refused.Contains(one.Key)).ToList();
        var file = new JsonObject
        {
            ["features"] = new JsonArray([.. features.Select(one => Feature(one.Key, one.Value))]),
            ["savedGroups"] = new JsonArray([.. VectorCases.All.SelectMany(one => one.SavedGroups).Select(Group)]),
        };
        using var answer = await region.TryAdminister(
            HttpMethod.Post, "/v1/projects/vectors/import", file.ToJsonString());
        if (answer.IsSuccessStatusCode)
            return null;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, body);
        var problems = new Dictionary<string, string>();
        foreach (var problem in JsonNode.Parse(body)!["problems"]!.AsArray())
        {
            var path = problem!["path"]!.GetValue<string>().Split('/');
            Assert.True(path is [_, "features", _, ..], problem.ToJsonString());
            problems[features[int.Parse(path[2])].Key] = problem.ToJsonString();
        }

        return problems;
    }

    private static JsonObject Feature(string key, JsonObject definition) => new JsonObject
    {
        ["key"] = key,
        ["type"] = "json",
        ["defaultValue"] = definition["defaultValue"]?.DeepClone(),
        ["environments"] = new JsonObject
        {
            ["production"] = new JsonObject
            {
                ["enabled"] = true,
                ["rules"] = definition["rules"]?.DeepClone() ?? new JsonArray(),
            },
        },
    };

    private static JsonObject Group(KeyValuePair<string, JsonArray> group) => new JsonObject
    {
        ["id"] = group.Key,
        ["name"] = group.Key,
        ["values"] = group.Value.DeepClone(),
    };
}
