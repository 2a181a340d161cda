using System.Text.Json;

namespace Actors.Administration.Tests;

/// <summary>Single subjects: what they get and why, what is decided for them, and that they are erased.</summary>
public sealed class UserTests(Region region)
{
    private const string Experiment = """
        {"key":"checkout","variations":["slow","fast"],"weights":[1,0],"hashAttribute":"id","hashVersion":2,
         "seed":"s","meta":[{"key":"control"},{"key":"express"}]}
        """;

    private const string Feature = $$"""
        {"type":"string","defaultValue":"none","environments":{"production":{"enabled":true,"rules":[
         {"id":"swiss","condition":{"country":"CH"},"force":"swiss"},{{Experiment}}]} } }
        """;

    [Fact]
    public async Task A_subject_is_shown_with_what_it_gets_and_every_rule_that_was_tried()
    {
        var (api, users) = await Open();

        var ada = (await api.Send("GET", $"{users}/ada")).Body;

        var present = Assert.Single(ada.GetProperty("present").EnumerateArray());
        Assert.Equal(
            ("flow", "slow", "checkout", "control"),
            (Text(present, "feature"),
                Text(present, "value"),
                Text(present, "experiment"),
                Text(present, "variation")));
        var rules = present.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal([false, true], rules.Select(rule => rule.GetProperty("decided").GetBoolean()));
        Assert.Equal("condition", Text(rules[0].GetProperty("checks")[0], "check"));
        Assert.Equal(0, ada.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task What_else_is_known_of_a_subject_counts_and_one_feature_can_be_asked_for()
    {
        var (api, users) = await Open();

        var attributes = Uri.EscapeDataString("""{"country":"CH"}""");
        var swiss = (await api.Send("GET", $"{users}/ada?attributes={attributes}")).Body;
        Assert.Empty(swiss.GetProperty("present").EnumerateArray());

        var asked = (await api.Send("GET", $"{users}/ada?feature=flow&attributes={attributes}")).Body;
        Assert.Equal("swiss", Text(asked.GetProperty("present")[0], "value"));
        Assert.Equal(400, (await api.Send("GET", $"{users}/ada?attributes=[]")).Status);
        Assert.Equal(400, (await api.Send("GET", $"{users}/ada?attributes=%7B")).Status);
        Assert.Equal(400, (await api.Send("GET", $"{users}/ada?attribute=a%2Fb")).Status);
    }

    [Fact]
    public async Task An_overridden_variation_is_given_with_who_and_why_until_it_is_taken_back()
    {
        var (api, users) = await Open();
        var variation = $"{users}/ada/override/experiments/checkout";

        var put = await api.Send("PUT", variation, """{"variation":"express"}""", "X-Comment: to look at it");
        Assert.Equal(204, put.Status);

        var ada = (await api.Send("GET", $"{users}/ada")).Body;
        var item = Assert.Single(ada.GetProperty("overrides").EnumerateArray());
        Assert.Equal(
            ("checkout", "express", "to look at it"),
            (Text(item, "experiment"), Text(item, "variation"), Text(item, "reason")));
        Assert.Equal("fast", Text(ada.GetProperty("present")[0], "value"));
        Assert.Equal("slow", Text((await api.Send("GET", $"{users}/bob")).Body.GetProperty("present")[0], "value"));

        Assert.Equal(204, (await api.Send("DELETE", variation)).Status);
        Assert.Equal((404, "override-not-found"), Of(await api.Send("DELETE", variation)));
        Assert.Equal("slow", Text((await api.Send("GET", $"{users}/ada")).Body.GetProperty("present")[0], "value"));
    }

    [Fact]
    public async Task An_overridden_value_is_given_and_must_be_of_the_features_type()
    {
        var (api, users) = await Open();
        var value = $"{users}/ada/override/features/flow";

        Assert.Equal((422, "override-invalid"), Of(await api.Send("PUT", value, """{"value":7}""")));
        Assert.Equal(204, (await api.Send("PUT", value, """{"value":"mine"}""")).Status);

        var present = (await api.Send("GET", $"{users}/ada")).Body.GetProperty("present")[0];
        Assert.Equal(("mine", "OVERRIDE"), (Text(present, "value"), Text(present, "reason")));
        Assert.Equal(204, (await api.Send("DELETE", value)).Status);
    }

    [Fact]
    public async Task What_cannot_take_effect_is_refused()
    {
        var (api, users) = await Open();
        var one = """{"variation":"express"}""";

        Assert.Equal(
            (404, "experiment-not-found"), Of(await api.Send("PUT", $"{users}/ada/override/experiments/no", one)));
        Assert.Equal(
            (422, "override-invalid"),
            Of(await api.Send("PUT", $"{users}/ada/override/experiments/checkout", """{"variation":"x"}""")));
        Assert.Equal(
            (404, "feature-not-found"),
            Of(await api.Send("PUT", $"{users}/ada/override/features/no", """{"value":1}""")));
        var past = await api.Send(
            "PUT",
            $"{users}/ada/override/experiments/checkout",
            """{"variation":"express","expiresAt":"2020-01-01T00:00:00Z"}""");
        Assert.Equal((422, "override-invalid"), Of(past));
        Assert.Equal(["time-past"], past.Problems);
        var tooLong = $"{users}/{new string('x', 257)}/override/features/flow";
        Assert.Equal((422, "user-invalid"), Of(await api.Send("PUT", tooLong, one)));
        Assert.Equal(
            (404, "environment-not-found"),
            Of(await api.Send("GET", users.Replace("production", "nowhere", StringComparison.Ordinal) + "/ada")));
    }

    [Theory]
    [InlineData("url:https://a.example/b?c=d#e")]
    [InlineData("zoë@example.com")]
    [InlineData("50%2Foff")]
    [InlineData("a b")]
    public async Task An_id_may_hold_any_characters(string id)
    {
        var (api, users) = await Open();
        var path = $"{users}/{Uri.EscapeDataString(id)}";

        var put = await api.Send("PUT", $"{path}/override/experiments/checkout", """{"variation":"express"}""");
        Assert.Equal(204, put.Status);

        var shown = (await api.Send("GET", path)).Body;
        Assert.Equal(id, Text(shown, "value"));
        Assert.Single(shown.GetProperty("overrides").EnumerateArray());
    }

    [Fact]
    public async Task An_erased_subject_is_gone_and_the_audit_log_says_who_did_it_and_not_whom()
    {
        var (api, users) = await Open();
        await api.Send("PUT", $"{users}/zoe-x/override/features/flow", """{"value":"mine"}""");

        var erased = await api.Send("DELETE", $"{users}/zoe-x", null, "X-Comment: asked for by letter");

        Assert.True(erased.Body.GetProperty("isGone").GetBoolean());
        Assert.Equal(1, erased.Body.GetProperty("overrides").GetInt32());
        Assert.Empty((await api.Send("GET", $"{users}/zoe-x")).Body.GetProperty("overrides").EnumerateArray());
        var audit = await api.Send("GET", $"{users[..users.IndexOf("/environments", StringComparison.Ordinal)]}/audit");
        var entries = audit.Body.GetProperty("entries").EnumerateArray()
            .Where(entry => Text(entry, "subject").StartsWith("user/", StringComparison.Ordinal)).ToList();
        Assert.Equal(["erased", "override-written"], entries.Select(entry => Text(entry, "verb")));
        Assert.Equal("asked for by letter", Text(entries[0], "comment"));
        Assert.DoesNotContain("zoe-x", audit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_subject_would_have_got_is_told_for_any_version_and_time()
    {
        var (api, users) = await Open();
        var project = users[..users.IndexOf("/environments", StringComparison.Ordinal)];
        var swapped = Feature.Replace("[1,0]", "[0,1]", StringComparison.Ordinal);
        Assert.Equal(200, (await api.Send("PUT", $"{project}/features/flow", swapped)).Status);

        var first = (await Replay(api, users, "version=1")).Body;
        Assert.Equal("slow", Text(first.GetProperty("features")[0], "value"));
        Assert.True(first.GetProperty("features")[0].GetProperty("rules")[1].GetProperty("decided").GetBoolean());
        var second = (await Replay(api, users, "version=2")).Body;
        Assert.Equal("fast", Text(second.GetProperty("features")[0], "value"));

        var before = second.GetProperty("publishedAt").GetDateTimeOffset().AddTicks(-10);
        var then = (await Replay(api, users, $"at={Uri.EscapeDataString($"{before:O}")}")).Body;
        Assert.Equal(
            (1, "slow"), (then.GetProperty("version").GetInt32(), Text(then.GetProperty("features")[0], "value")));
    }

    [Fact]
    public async Task An_override_counts_in_a_replay_from_when_it_was_made()
    {
        var (api, users) = await Open();
        await api.Send("PUT", $"{users}/ada/override/experiments/checkout", """{"variation":"express"}""");

        var now = (await Replay(api, users, "version=1")).Body;
        Assert.Equal("fast", Text(now.GetProperty("features")[0], "value"));
        var at = now.GetProperty("publishedAt").GetString()!;
        var then = (await Replay(api, users, $"version=1&at={Uri.EscapeDataString(at)}")).Body;
        Assert.Equal("slow", Text(then.GetProperty("features")[0], "value"));
    }

    [Fact]
    public async Task A_version_that_is_not_kept_is_refused()
    {
        var (api, users) = await Open();

        Assert.Equal((404, "version-not-found"), Of(await api.Send("GET", $"{users}/ada/replay?version=99")));
        Assert.Equal(
            (404, "version-not-found"), Of(await api.Send("GET", $"{users}/ada/replay?at=2001-01-01T00:00:00Z")));
        Assert.Equal(400, (await api.Send("GET", $"{users}/ada/replay?version=x")).Status);
        Assert.Equal(400, (await api.Send("GET", $"{users}/ada/replay?version=0")).Status);
    }

    [Fact]
    public async Task A_subject_is_one_of_its_attribute()
    {
        var (api, users) = await Open();
        await api.Send("PUT", $"{users}/ada/override/features/flow?attribute=deviceId", """{"value":"mine"}""");

        Assert.Empty((await api.Send("GET", $"{users}/ada")).Body.GetProperty("overrides").EnumerateArray());
        var device = (await api.Send("GET", $"{users}/ada?attribute=deviceId")).Body;
        Assert.Single(device.GetProperty("overrides").EnumerateArray());
    }

    /// <summary>A version is recorded right after it is published.</summary>
    private static async Task<Reply> Replay(Api api, string users, string query)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reply = await api.Send("GET", $"{users}/ada/replay?{query}");
            if (reply.Status != 404 || attempt == 100) return reply;
        }
    }

    private async Task<(Api Api, string Users)> Open()
    {
        var api = region.Admin;
        var project = $"/v1/projects/{await api.NewProject()}";
        Assert.Equal(201, (await api.Send("PUT", $"{project}/features/flow", Feature)).Status);
        return (api, $"{project}/environments/production/users");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static (int, string) Of(Reply reply) => (reply.Status, reply.Problem);
}
