using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Administration.Tests;

/// <summary>Whole projects in and out, and environments copied, all or none.</summary>
public sealed class TransferTests(Region region)
{
    [Fact]
    public async Task A_thousand_features_arrive_as_one_version_of_each_environment()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var imported = await api.Send("POST", $"/v1/projects/{project}/import", File(1_000, _ => { }));
        Assert.Equal(200, imported.Status);
        Assert.True(imported.Body.GetProperty("finished").GetBoolean());
        Assert.Equal(1_000, imported.Body.GetProperty("done").GetInt32());
        Assert.Equal(1, imported.Body.GetProperty("versions").GetProperty("production").GetInt64());

        var list = await api.Send("GET", $"/v1/projects/{project}/features?limit=1");
        Assert.Equal(1_000, list.Body.GetProperty("total").GetInt32());
        var ruleset = await api.Send("GET", $"/v1/projects/{project}/environments/production/ruleset");
        Assert.Equal((1, 1_000), (
            ruleset.Body.GetProperty("version").GetInt32(),
            ruleset.Body.GetProperty("features").EnumerateObject().Count()));
        var id = imported.Body.GetProperty("id").GetString();
        var batch = await api.Send("GET", $"/v1/projects/{project}/batches/{id}");
        Assert.Equal(200, batch.Status);
    }

    [Fact]
    public async Task A_file_with_mistakes_changes_nothing_and_every_mistake_is_listed()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var file = File(1_000, features =>
        {
            features[3]!["type"] = "colour";
            features[7]!["defaultValue"] = 7;
            features[8]!["surprise"] = true;
            features[9]!["key"] = "f-10";
            features[11]!["environments"]!["moon"] = new JsonObject { ["enabled"] = true, ["rules"] = new JsonArray() };
            features[12]!["key"] = "No Key";
            features[13] = 13;
        });
        var refused = await api.Send("POST", $"/v1/projects/{project}/import", file);
        Assert.Equal((422, "batch-refused"), (refused.Status, refused.Problem));
        var paths = refused.Body.GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetProperty("path").GetString()!.Split('/')[2]).ToHashSet();
        foreach (var index in new[] { "3", "7", "8", "11", "12", "13" }) Assert.Contains(index, paths);
        Assert.True(paths.Overlaps(["9", "10"]), "The repeated key is not listed.");

        var list = await api.Send("GET", $"/v1/projects/{project}/features");
        Assert.Equal(0, list.Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_file_that_would_change_a_features_type_leaves_the_project_itself_as_it_was()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        await api.Send("POST", $"/v1/projects/{project}/import", File(1, _ => { }));
        var before = await api.Send("GET", $"/v1/projects/{project}");

        var file = JsonNode.Parse(File(1, features =>
        {
            features[0]!["type"] = "number";
            features[0]!["defaultValue"] = 1;
            features[0]!["environments"] = new JsonObject();
        }))!;
        file["project"] = new JsonObject { ["name"] = "Renamed", ["environments"] = new JsonArray("production", "qa") };
        var refused = await api.Send("POST", $"/v1/projects/{project}/import", file.ToJsonString());

        Assert.Equal((422, "batch-refused"), (refused.Status, refused.Problem));
        Assert.Equal(before.Text, (await api.Send("GET", $"/v1/projects/{project}")).Text);
    }

    [Fact]
    public async Task An_export_imports_into_a_new_project_and_is_the_same_again()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        await api.Send(
            "POST", $"/v1/projects/{project}/import", File(250, features => features[5]!["archived"] = true));
        var export = await api.Send("GET", $"/v1/projects/{project}/export");
        Assert.Equal(250, export.Body.GetProperty("features").GetArrayLength());

        var copy = $"p-{Guid.NewGuid():N}";
        var imported = await api.Send("POST", $"/v1/projects/{copy}/import", export.Text);
        Assert.Equal(200, imported.Status);
        var again = await api.Send("GET", $"/v1/projects/{copy}/export");
        string Of(string key) => $"\"key\": \"{key}\"";
        Assert.Equal(export.Text.Replace(Of(project), Of(copy), StringComparison.Ordinal), again.Text);
    }

    [Fact]
    public async Task A_copied_environment_does_what_the_other_does()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        await api.Send("POST", $"/v1/projects/{project}/import", File(20, _ => { }));
        var copied = await api.Send(
            "POST", $"/v1/projects/{project}/environments/staging/copy", new { from = "production" });
        Assert.Equal(200, copied.Status);
        Assert.Equal(20, copied.Body.GetProperty("done").GetInt32());
        var production = await Features(project, "production");
        Assert.Equal(production, await Features(project, "staging"));
        Assert.Equal(20, JsonElement.Parse(production).EnumerateObject().Count());

        var unknown = await api.Send(
            "POST", $"/v1/projects/{project}/environments/staging/copy", new { from = "moon" });
        Assert.Equal((422, "copy-invalid"), (unknown.Status, unknown.Problem));
    }

    [Fact]
    public async Task Nothing_to_copy_is_finished_at_once()
    {
        var project = await region.Admin.NewProject();
        var copied = await region.Admin.Send(
            "POST", $"/v1/projects/{project}/environments/staging/copy", new { from = "production" });
        Assert.Equal((200, 0), (copied.Status, copied.Body.GetProperty("total").GetInt32()));
    }

    // Revisions differ between the environments; what gateways evaluate is the same.
    private async Task<string> Features(string project, string environment)
    {
        var ruleset = await region.Admin.Send("GET", $"/v1/projects/{project}/environments/{environment}/ruleset");
        return JsonSerializer.Serialize(ruleset.Body.GetProperty("features").EnumerateObject()
            .ToDictionary(feature => feature.Name, feature => feature.Value.GetProperty("definition")));
    }

    private static string File(int count, Action<JsonArray> edit)
    {
        var features = new JsonArray([.. Enumerable.Range(0, count).Select(number => JsonNode.Parse($$$$"""
            {"key":"f-{{{{number}}}}","type":"string","defaultValue":"v{{{{number}}}}","environments":
             {"production":{"enabled":true,"rules":[{"condition":{"n":{{{{number}}}}},"force":"special"}]}}}
            """))]);
        edit(features);
        return new JsonObject { ["features"] = features }.ToJsonString();
    }
}
