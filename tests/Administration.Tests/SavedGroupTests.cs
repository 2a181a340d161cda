using System.Text.Json.Nodes;

namespace Actors.Administration.Tests;

/// <summary>Saved groups: created, changed on a condition, named by rules, carried by files.</summary>
public sealed class SavedGroupTests(Region region)
{
    private const string Body = """{"name":"Beta testers","description":"d","owner":"o","values":["ada",7]}""";

    [Fact]
    public async Task A_group_is_created_read_changed_and_deleted()
    {
        var api = region.Admin;
        var group = $"/v1/projects/{await api.NewProject()}/saved-groups/beta";

        var created = await api.Send("PUT", group, Body, "If-None-Match: *");
        Assert.Equal((201, "\"1\""), (created.Status, created.ETag));
        Assert.Equal(1, created.Body.GetProperty("published").GetProperty("production").GetInt32());
        Assert.Equal(412, (await api.Send("PUT", group, Body, "If-None-Match: *")).Status);

        var read = await api.Send("GET", group);
        Assert.Equal("""["ada",7]""", read.Body.GetProperty("values").GetRawText());
        Assert.Equal(304, (await api.Send("GET", group, null, "If-None-Match: \"1\"")).Status);

        var edited = JsonNode.Parse(read.Text)!;
        edited["values"]!.AsArray().Add("bob");
        var changed = await api.Send("PUT", group, edited.ToJsonString(), "If-Match: \"1\"");
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));

        var stale = await api.Send("PUT", group, Body, "If-Match: \"1\"");
        Assert.Equal((412, "revision-stale"), (stale.Status, stale.Problem));
        Assert.Equal(2, stale.Body.GetProperty("current").GetProperty("revision").GetInt32());

        Assert.Equal(204, (await api.Send("DELETE", group, null, "If-Match: *")).Status);
        Assert.Equal((404, "group-not-found"), Of(await api.Send("GET", group)));
        Assert.Equal(412, (await api.Send("DELETE", group, null, "If-Match: *")).Status);
    }

    [Fact]
    public async Task Groups_are_listed_and_published_and_their_changes_audited()
    {
        var api = region.Admin;
        var project = $"/v1/projects/{await api.NewProject()}";
        await api.Send("PUT", $"{project}/saved-groups/beta", Body, "X-Comment: for the launch");

        var item = Assert.Single(
            (await api.Send("GET", $"{project}/saved-groups")).Body.GetProperty("savedGroups").EnumerateArray());
        Assert.Equal(("beta", 2), (item.GetProperty("id").GetString(), item.GetProperty("count").GetInt32()));

        var ruleset = await api.Send("GET", $"{project}/environments/staging/ruleset");
        var published = ruleset.Body.GetProperty("savedGroups").GetProperty("beta");
        Assert.Equal("""["ada",7]""", published.GetProperty("values").GetRawText());

        var entries = (await api.Send("GET", $"{project}/audit")).Body.GetProperty("entries").EnumerateArray();
        var entry = Assert.Single(entries, one => one.GetProperty("subject").GetString() == "group/beta");
        Assert.Equal("for the launch", entry.GetProperty("comment").GetString());
    }

    [Fact]
    public async Task A_group_that_a_rule_names_is_kept()
    {
        var api = region.Admin;
        var project = $"/v1/projects/{await api.NewProject()}";
        await api.Send("PUT", $"{project}/saved-groups/beta", Body);
        await api.Send("PUT", $"{project}/features/f", """
            {"type":"boolean","defaultValue":false,"environments":{"production":{"enabled":true,"rules":[
             {"condition":{"id":{"$inGroup":"beta"}},"force":true}]}}}
            """);

        var refused = await api.Send("DELETE", $"{project}/saved-groups/beta");
        Assert.Equal((409, "group-in-use"), Of(refused));
        Assert.Equal(["group-named"], refused.Problems);

        Assert.Equal(204, (await api.Send("DELETE", $"{project}/features/f")).Status);
        Assert.Equal(204, (await api.Send("DELETE", $"{project}/saved-groups/beta")).Status);
    }

    [Fact]
    public async Task A_file_carries_groups()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        await api.Send("PUT", $"/v1/projects/{project}/saved-groups/beta", Body);
        await api.Send(
            "PUT", $"/v1/projects/{project}/features/f", """{"type":"boolean","defaultValue":false}""");
        var file = await api.Send("GET", $"/v1/projects/{project}/export");

        var copy = $"p-{Guid.NewGuid():N}";
        Assert.Equal(200, (await api.Send("POST", $"/v1/projects/{copy}/import", file.Text)).Status);

        var again = await api.Send("GET", $"/v1/projects/{copy}/export");
        Assert.Equal(
            file.Body.GetProperty("savedGroups").GetRawText(), again.Body.GetProperty("savedGroups").GetRawText());
        Assert.Equal(1, again.Body.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public async Task A_file_with_a_bad_group_changes_nothing()
    {
        var api = region.Admin;
        var project = $"/v1/projects/{await api.NewProject()}";
        var refused = await api.Send("POST", $"{project}/import", """
            {"savedGroups":[{"id":"a","values":[1]},{"id":"b","values":[[]]},{"id":"a","values":[]},{"values":[]},{}],
             "features":[{"key":"f","type":"boolean","defaultValue":1}]}
            """);

        Assert.Equal((422, "batch-refused"), Of(refused));
        var paths = refused.Body.GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetProperty("path").GetString()).ToHashSet();
        Assert.Superset(
            new HashSet<string?> { "/savedGroups/1/values/0", "/savedGroups/2", "/savedGroups/3/id", "/savedGroups/4" },
            paths);
        Assert.Contains("/features/0/defaultValue", paths);
        Assert.Equal(
            """{"savedGroups":[]}""", (await api.Send("GET", $"{project}/saved-groups")).Text);
    }

    [Fact]
    public async Task A_hundred_thousand_values_are_taken()
    {
        var api = region.Admin;
        var group = $"/v1/projects/{await api.NewProject()}/saved-groups/many";
        var values = string.Join(',', Enumerable.Range(0, 100_000).Select(id => $"\"user-{id}\""));

        Assert.Equal(201, (await api.Send("PUT", group, $$"""{"values":[{{values}}]}""")).Status);
        Assert.Equal((422, "group-invalid"), Of(await api.Send("PUT", group, $$"""{"values":[{{values}},1]}""")));
    }

    private static (int, string) Of(Reply reply) => (reply.Status, reply.Problem);
}
