namespace Actors.Administration.Tests;

/// <summary>Projects and their environments.</summary>
public sealed class ProjectTests(Region region)
{
    [Fact]
    public async Task A_project_is_created_changed_under_a_condition_and_deleted()
    {
        var api = region.Admin;
        var path = $"/v1/projects/{await api.NewProject()}";
        var patched = await api.Send("PATCH", path, new { description = "what we sell" }, "If-Match: \"1\"");
        Assert.Equal((200, "\"2\""), (patched.Status, patched.ETag));
        Assert.Equal(2, patched.Body.GetProperty("environments").GetArrayLength());

        var stale = await api.Send("PATCH", path, new { name = "late" }, "If-Match: \"1\"");
        Assert.Equal((412, "revision-stale", "\"2\""), (stale.Status, stale.Problem, stale.ETag));
        Assert.Equal("what we sell", stale.Body.GetProperty("current").GetProperty("description").GetString());

        await api.Send("PUT", path + "/features/left", """{"type":"boolean","defaultValue":true}""");
        var full = await api.Send("DELETE", path);
        Assert.Equal((409, "project-not-empty"), (full.Status, full.Problem));
        await api.Send("DELETE", path + "/features/left");
        Assert.Equal(204, (await api.Send("DELETE", path)).Status);
        var gone = await api.Send("GET", path);
        Assert.Equal((404, "project-not-found"), (gone.Status, gone.Problem));
    }

    [Fact]
    public async Task A_project_that_exists_is_not_created_again()
    {
        var key = await region.Admin.NewProject();
        var again = await region.Admin.Send(
            "POST", "/v1/projects", $$"""{"key":"{{key}}","environments":["production"]}""");
        Assert.Equal((409, "project-exists"), (again.Status, again.Problem));
    }

    [Fact]
    public async Task Environments_come_and_go_with_the_project_s_revision()
    {
        var api = region.Admin;
        var environments = $"/v1/projects/{await api.NewProject()}/environments";
        var added = await api.Send("PUT", environments + "/canary");
        Assert.Equal((200, "\"2\""), (added.Status, added.ETag));
        var list = await api.Send("GET", environments);
        var names = list.Body.GetProperty("environments").EnumerateArray()
            .Select(item => item.GetProperty("name").GetString());
        Assert.Equal(["canary", "production", "staging"], names);

        Assert.Equal(412, (await api.Send("DELETE", environments + "/canary", null, "If-Match: \"1\"")).Status);
        Assert.Equal(200, (await api.Send("DELETE", environments + "/canary", null, "If-Match: \"2\"")).Status);
        var gone = await api.Send("GET", environments + "/canary");
        Assert.Equal((404, "environment-not-found"), (gone.Status, gone.Problem));
    }

    [Fact]
    public async Task Propagation_shows_the_newest_version_and_no_gateway_before_one_reports()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        await api.Send("PUT", $"/v1/projects/{project}/features/f", """
            {"type":"boolean","defaultValue":true,"environments":{"production":{"enabled":true,"rules":[]}}}
            """);
        var propagation = await api.Send("GET", $"/v1/projects/{project}/environments/production/propagation");
        Assert.Equal(1, propagation.Body.GetProperty("version").GetInt64());
        Assert.Equal(64, propagation.Body.GetProperty("contentHash").GetString()!.Length);
        Assert.Empty(propagation.Body.GetProperty("gateways").EnumerateArray());
    }
}
