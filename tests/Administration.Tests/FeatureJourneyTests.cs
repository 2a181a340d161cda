using System.Text.Json;

namespace Actors.Administration.Tests;

/// <summary>The life of a feature, over HTTP, with the real actors behind it.</summary>
public sealed class FeatureJourneyTests(Region region)
{
    private const string Blue = """
        {"type":"string","defaultValue":"blue","owner":"team-checkout","tags":["web"],
         "environments":{"production":{"enabled":true,"rules":[{"condition":{"country":"CH"},"force":"red"}]}}}
        """;

    [Fact]
    public async Task A_feature_is_created_read_changed_compared_reverted_archived_and_deleted()
    {
        var api = region.Admin;
        var path = $"/v1/projects/{await api.NewProject()}/features/checkout-button";

        var created = await api.Send("PUT", path, Blue, "If-None-Match: *", "X-Comment: first");
        Assert.Equal((201, "\"1\""), (created.Status, created.ETag));

        var read = await api.Send("GET", path);
        Assert.Equal("blue", read.Body.GetProperty("defaultValue").GetString());
        Assert.Equal("bootstrap", read.Body.GetProperty("changedBy").GetString());
        Assert.True(read.Body.GetProperty("published").TryGetProperty("production", out _));

        var patched = await api.Send("PATCH", path, new { defaultValue = "green" }, "If-Match: \"1\"");
        Assert.Equal((200, "\"2\""), (patched.Status, patched.ETag));
        Assert.Equal("team-checkout", patched.Body.GetProperty("owner").GetString());

        var stale = await api.Send("PATCH", path, new { defaultValue = "black" }, "If-Match: \"1\"");
        Assert.Equal((412, "revision-stale", "\"2\""), (stale.Status, stale.Problem, stale.ETag));
        Assert.Equal("green", stale.Body.GetProperty("current").GetProperty("defaultValue").GetString());

        var diff = await api.Send("GET", path + "/diff?from=1&to=2");
        var difference = Assert.Single(diff.Body.GetProperty("diff").EnumerateArray());
        Assert.Equal("/defaultValue", difference.GetProperty("path").GetString());

        var reverted = await api.Send("POST", path + "/revert", new { revision = 1, comment = "green sold less" });
        Assert.Equal(("blue", "\"3\""), (reverted.Body.GetProperty("defaultValue").GetString(), reverted.ETag));

        Assert.True((await api.Send("POST", path + "/archive")).Body.GetProperty("archived").GetBoolean());
        Assert.False((await api.Send("POST", path + "/unarchive")).Body.GetProperty("archived").GetBoolean());
        Assert.Equal(204, (await api.Send("DELETE", path)).Status);
        Assert.Equal((404, "feature-not-found"), Seen(await api.Send("GET", path)));

        var history = (await api.Send("GET", path + "/history")).Body.GetProperty("revisions");
        var verbs = history.EnumerateArray().Select(revision => revision.GetProperty("verb").GetString());
        Assert.Equal(["deleted", "unarchived", "archived", "reverted", "changed", "created"], verbs);
        Assert.Equal("green sold less", history[3].GetProperty("comment").GetString());
        Assert.Equal("first", history[5].GetProperty("comment").GetString());
    }

    [Fact]
    public async Task An_answer_can_be_edited_and_put_back()
    {
        var api = region.Admin;
        var path = $"/v1/projects/{await api.NewProject()}/features/edited";
        var created = await api.Send("PUT", path, Blue);
        var edited = created.Text.Replace("\"blue\"", "\"purple\"", StringComparison.Ordinal);
        var put = await api.Send("PUT", path, edited, $"If-Match: {created.ETag}");
        Assert.Equal((200, "purple"), (put.Status, put.Body.GetProperty("defaultValue").GetString()));
    }

    [Fact]
    public async Task A_repeated_operation_changes_nothing_and_is_answered_alike()
    {
        var api = region.Admin;
        var path = $"/v1/projects/{await api.NewProject()}/features/repeated";
        await api.Send("PUT", path, Blue);
        var once = await api.Send("PATCH", path, new { owner = "a" }, "If-Match: \"1\"", "Idempotency-Key: op-1");
        var twice = await api.Send("PATCH", path, new { owner = "a" }, "If-Match: \"1\"", "Idempotency-Key: op-1");
        Assert.Equal((200, "\"2\""), (once.Status, once.ETag));
        Assert.Equal((200, "\"2\""), (twice.Status, twice.ETag));
    }

    [Fact]
    public async Task Patches_without_a_condition_all_arrive_although_they_race()
    {
        var api = region.Admin;
        var path = $"/v1/projects/{await api.NewProject()}/features/raced";
        await api.Send("PUT", path, """{"type":"json","defaultValue":{}}""");
        var patches = Enumerable.Range(0, 4).Select(number =>
            api.Send("PATCH", path, $$$"""{"defaultValue":{"m{{{number}}}":true}}"""));
        Assert.All(await Task.WhenAll(patches), reply => Assert.Equal(200, reply.Status));
        var members = (await api.Send("GET", path)).Body.GetProperty("defaultValue").EnumerateObject();
        Assert.Equal(["m0", "m1", "m2", "m3"], members.Select(member => member.Name).Order());
    }

    [Fact]
    public async Task What_must_not_exist_or_must_exist_is_answered_412_otherwise()
    {
        var api = region.Admin;
        var path = $"/v1/projects/{await api.NewProject()}/features/conditional";
        Assert.Equal((412, "revision-stale"), Seen(await api.Send("PUT", path, Blue, "If-Match: *")));
        Assert.Equal(201, (await api.Send("PUT", path, Blue, "If-None-Match: *")).Status);
        var again = await api.Send("PUT", path, Blue, "If-None-Match: *");
        Assert.Equal((412, "revision-stale"), Seen(again));
        Assert.Equal(JsonValueKind.Object, again.Body.GetProperty("current").ValueKind);
        Assert.Equal(200, (await api.Send("PUT", path, Blue, "If-Match: *")).Status);
    }

    [Fact]
    public async Task A_known_revision_is_not_sent_again()
    {
        var api = region.Admin;
        var path = $"/v1/projects/{await api.NewProject()}/features/known";
        await api.Send("PUT", path, Blue);
        var unchanged = await api.Send("GET", path, null, "If-None-Match: \"1\"");
        Assert.Equal((304, ""), (unchanged.Status, unchanged.Text));
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged()
    {
        var api = region.Admin;
        var features = $"/v1/projects/{await api.NewProject()}/features";
        foreach (var name in new[] { "a", "b", "c" })
            await api.Send("PUT", $"{features}/{name}", """{"type":"boolean","defaultValue":false,"tags":["t"]}""");
        await api.Send("PUT", $"{features}/d", """{"type":"number","defaultValue":1}""");

        var first = await api.Send("GET", features + "?tag=t&limit=2");
        Assert.Equal(3, first.Body.GetProperty("total").GetInt32());
        Assert.Equal(["a", "b"], Keys(first));
        var next = first.Link!.Split('<', '>')[1];
        var second = await api.Send("GET", next);
        Assert.Equal(["c"], Keys(second));
        Assert.Null(second.Link);
        Assert.Equal(["d"], Keys(await api.Send("GET", features + "?type=number")));
    }

    [Fact]
    public async Task Every_write_is_in_the_audit_log()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var feature = $"/v1/projects/{project}/features/audited";
        await api.Send("PUT", feature, Blue, "X-Comment: why not");
        await api.Send("POST", feature + "/archive");
        var issued = await api.Send(
            "POST", $"/v1/projects/{project}/environments/production/keys", new { name = "app", kind = "client" });
        await api.Send("DELETE", feature);

        var audit = await api.Send("GET", $"/v1/projects/{project}/audit");
        var entries = audit.Body.GetProperty("entries").EnumerateArray()
            .Select(entry => (entry.GetProperty("subject").GetString(), entry.GetProperty("verb").GetString()))
            .ToList();
        Assert.Contains(("feature/audited", "created"), entries);
        Assert.Contains(("feature/audited", "archived"), entries);
        Assert.Contains(("feature/audited", "deleted"), entries);
        Assert.Contains(entries, entry => entry.Item1!.StartsWith("key/production/", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Item1!.StartsWith("project", StringComparison.Ordinal));
        Assert.DoesNotContain(issued.Body.GetProperty("key").GetString()!, audit.Text, StringComparison.Ordinal);

        var one = await api.Send("GET", $"/v1/projects/{project}/audit?subject=feature/audited&limit=1");
        var newest = Assert.Single(one.Body.GetProperty("entries").EnumerateArray());
        Assert.Equal("deleted", newest.GetProperty("verb").GetString());
    }

    [Fact]
    public async Task The_pages_of_the_audit_log_hold_each_entry_once()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var features = Enumerable.Range(0, 20)
            .Select(number => $$"""{"key":"f-{{number}}","type":"boolean","defaultValue":true}""");
        var file = $$"""{"features":[{{string.Join(',', features)}}]}""";
        Assert.Equal(200, (await api.Send("POST", $"/v1/projects/{project}/import", file)).Status);

        var seen = new List<string?>();
        for (var next = $"/v1/projects/{project}/audit?limit=3"; next is not null;)
        {
            var page = await api.Send("GET", next);
            Assert.Equal(200, page.Status);
            seen.AddRange(page.Body.GetProperty("entries").EnumerateArray()
                .Select(entry => entry.GetProperty("subject").GetString()));
            next = page.Link?.Split('<', '>')[1];
        }

        var imported = seen.Where(subject => subject!.StartsWith("feature/", StringComparison.Ordinal)).ToList();
        Assert.Equal(20, imported.Count);
        Assert.Equal(20, imported.Distinct().Count());
    }

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);

    private static IEnumerable<string?> Keys(Reply page) =>
        page.Body.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("key").GetString());
}
