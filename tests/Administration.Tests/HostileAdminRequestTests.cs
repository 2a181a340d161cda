namespace Actors.Administration.Tests;

/// <summary>Every hostile request has its defined answer, and nothing is lost by any.</summary>
public sealed class HostileAdminRequestTests(Region region)
{
    [Fact]
    public async Task Every_hostile_request_has_its_defined_answer_and_nothing_is_lost()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var keys = $"/v1/projects/{project}/environments/production/keys";
        await api.Send("PUT", $"/v1/projects/{project}/features/f", """{"type":"boolean","defaultValue":true}""");
        await api.Send("POST", keys, new { id = "k", name = "k", kind = "client" });
        var before = await State(project);

        var mistakes = new List<string>();
        foreach (var hostile in HostileAdminRequests.All())
        {
            var path = hostile.Path.Replace("{p}", project, StringComparison.Ordinal);
            var reply = await api.Send(hostile.Method, path, hostile.Body, hostile.Headers);
            if (reply.Status != hostile.Status) mistakes.Add($"{hostile}: {hostile.Status} wanted, {reply}");
            else if (reply.MediaType != "application/problem+json") mistakes.Add($"{hostile}: no problem, {reply}");
            else if (hostile.Code.Length > 0 && reply.Problem != hostile.Code)
                mistakes.Add($"{hostile}: {hostile.Code} wanted, {reply}");
        }

        Assert.Empty(mistakes);
        Assert.Equal(before, await State(project));
    }

    [Fact]
    public void The_table_is_long_enough_and_names_each_request_once()
    {
        var names = HostileAdminRequests.All().Select(hostile => hostile.Name).ToList();
        Assert.True(names.Count >= 40);
        Assert.Distinct(names);
    }

    [Fact]
    public async Task A_wrong_member_is_named_by_its_path()
    {
        var reply = await region.Admin.Send("POST", "/v1/projects", """{"key":"x","environments":["a",{}]}""");
        var problem = Assert.Single(reply.Body.GetProperty("problems").EnumerateArray());
        Assert.Equal("/environments/1", problem.GetProperty("path").GetString());
        Assert.DoesNotContain("Actors.", reply.Text, StringComparison.Ordinal);

        var unknown = await region.Admin.Send("POST", "/v1/projects", """{"key":"x","admin":true}""");
        Assert.Equal("member-unknown", Assert.Single(unknown.Problems));
        Assert.Equal("/admin", unknown.Body.GetProperty("problems")[0].GetProperty("path").GetString());
    }

    private async Task<string> State(string project)
    {
        var export = await region.Admin.Send("GET", $"/v1/projects/{project}/export");
        var keys = await region.Admin.Send("GET", $"/v1/projects/{project}/environments/production/keys");
        var feature = await region.Admin.Send("GET", $"/v1/projects/{project}/features/f");
        return export.Text + keys.Text + feature.ETag;
    }
}
