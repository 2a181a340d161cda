namespace Actors.Administration.Tests;

/// <summary>Secrets: shown once, kept as hashes, gone when revoked.</summary>
public sealed class KeyAndTokenTests(Region region)
{
    [Fact]
    public async Task An_SDK_key_is_shown_once_and_gone_when_revoked()
    {
        var api = region.Admin;
        var keys = $"/v1/projects/{await api.NewProject()}/environments/production/keys";
        var issued = await api.Send(
            "POST", keys, """{"name":"Web shop!","kind":"client","origins":["https://shop.example"]}""");
        Assert.Equal(201, issued.Status);
        var (id, secret) = (issued.Body.GetProperty("id").GetString()!, issued.Body.GetProperty("key").GetString()!);
        Assert.StartsWith("actors_client_", secret, StringComparison.Ordinal);
        Assert.Equal("actors_client_".Length + 43, secret.Length);
        Assert.StartsWith("web-shop-", id, StringComparison.Ordinal);

        var list = await api.Send("GET", keys);
        Assert.Equal(id, Assert.Single(list.Body.GetProperty("keys").EnumerateArray()).GetProperty("id").GetString());
        Assert.DoesNotContain(secret, list.Text, StringComparison.Ordinal);

        var operation = $"Idempotency-Key: revoke-{id}";
        Assert.Equal(204, (await api.Send("DELETE", $"{keys}/{id}", null, operation)).Status);
        Assert.Equal(204, (await api.Send("DELETE", $"{keys}/{id}", null, operation)).Status);
        Assert.Equal("key-not-found", (await api.Send("DELETE", $"{keys}/{id}")).Problem);
        Assert.Empty((await api.Send("GET", keys)).Body.GetProperty("keys").EnumerateArray());
    }

    [Fact]
    public async Task A_taken_key_id_is_answered_409()
    {
        var api = region.Admin;
        var keys = $"/v1/projects/{await api.NewProject()}/environments/production/keys";
        var body = new { id = "backend", name = "Backend", kind = "server" };
        Assert.Equal(201, (await api.Send("POST", keys, body)).Status);
        Assert.Equal(409, (await api.Send("POST", keys, body)).Status);
    }

    [Fact]
    public async Task A_client_key_stands_in_a_URL_as_it_is()
    {
        var api = region.Admin;
        var keys = $"/v1/projects/{await api.NewProject()}/environments/production/keys";
        for (var number = 0; number < 20; number++)
        {
            var issued = await api.Send("POST", keys, """{"name":"app","kind":"client"}""");
            var key = issued.Body.GetProperty("key").GetString()!;
            Assert.Equal(key, Uri.EscapeDataString(key));
        }
    }

    [Fact]
    public async Task An_encryption_key_is_for_admins_to_read_and_for_nobody_else()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var keys = $"/v1/projects/{project}/environments/production/keys";
        var issued = await api.Send("POST", keys, """{"name":"app","kind":"client","encrypt":true}""");
        var secret = issued.Body.GetProperty("encryptionKey").GetString()!;
        Assert.Equal(16, Convert.FromBase64String(secret).Length);

        var viewer = await region.As((project, "viewer"));
        var editor = await region.As((project, "editor"));
        Assert.Contains(secret, (await api.Send("GET", keys)).Body.GetProperty("keys")[0]
            .GetProperty("encryptionKey").GetString(), StringComparison.Ordinal);
        foreach (var path in new[] { keys, $"/v1/projects/{project}/audit", keys.Replace("keys", "ruleset") })
            foreach (var other in new[] { viewer, editor })
                Assert.DoesNotContain("encryptionKey", (await other.Send("GET", path)).Text, StringComparison.Ordinal);

        Assert.True((await viewer.Send("GET", keys)).Body.GetProperty("keys")[0].GetProperty("encrypted").GetBoolean());
        Assert.DoesNotContain(
            secret, (await api.Send("GET", $"/v1/projects/{project}/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_keys_may_not_fetch_rules_until_an_admin_permits_it()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var environment = $"/v1/projects/{project}/environments/production";
        Assert.False((await api.Send("GET", environment)).Body.GetProperty("clientKeysMayFetchRules").GetBoolean());

        var permitted = await api.Send(
            "PATCH", environment, """{"clientKeysMayFetchRules":true}""", "X-Comment: a public game");
        Assert.Equal((200, 1), (permitted.Status, permitted.Body.GetProperty("version").GetInt32()));
        Assert.True(permitted.Body.GetProperty("clientKeysMayFetchRules").GetBoolean());

        var same = await api.Send("PATCH", environment, "{}");
        Assert.Equal(permitted.Text, same.Text);
        var entries = (await api.Send("GET", $"/v1/projects/{project}/audit")).Body.GetProperty("entries");
        Assert.Contains(entries.EnumerateArray(), entry => entry.GetProperty("verb").GetString() == "permitted");
    }

    [Fact]
    public async Task A_token_opens_what_its_roles_say_until_it_is_revoked()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var issued = await api.Send(
            "POST",
            "/v1/tokens",
            new { name = "release-bot", roles = new Dictionary<string, string> { [project] = "viewer" } });
        Assert.Equal(201, issued.Status);
        var bot = region.Api(issued.Body.GetProperty("token").GetString());
        Assert.Equal(200, (await bot.Send("GET", $"/v1/projects/{project}")).Status);
        var visible = (await bot.Send("GET", "/v1/projects")).Body.GetProperty("projects").EnumerateArray();
        Assert.All(visible, found => Assert.Equal(project, found.GetProperty("key").GetString()));

        var listed = await api.Send("GET", "/v1/tokens");
        Assert.DoesNotContain(issued.Body.GetProperty("token").GetString()!, listed.Text, StringComparison.Ordinal);
        Assert.Equal(204, (await api.Send("DELETE", $"/v1/tokens/{issued.Body.GetProperty("id").GetString()}")).Status);
        var refused = await bot.Send("GET", $"/v1/projects/{project}");
        Assert.Equal((401, "token-unknown"), (refused.Status, refused.Problem));
    }

    [Fact]
    public async Task Who_issued_and_revoked_a_token_is_in_the_audit_log_of_access()
    {
        var api = region.Admin;
        var body = new { name = "audited", roles = new Dictionary<string, string> { ["shop"] = "viewer" } };
        var issued = await api.Send("POST", "/v1/tokens", body, "X-Comment: for the pipeline");
        var id = issued.Body.GetProperty("id").GetString();
        Assert.Equal(204, (await api.Send("DELETE", $"/v1/tokens/{id}")).Status);

        var newest = await api.Send("GET", $"/v1/audit?subject=token/{id}&limit=1");
        var revoked = Assert.Single(newest.Body.GetProperty("entries").EnumerateArray());
        Assert.Equal("revoked", revoked.GetProperty("verb").GetString());
        Assert.Equal("bootstrap", revoked.GetProperty("author").GetString());
        var older = await api.Send("GET", newest.Link!.Split('<', '>')[1]);
        var first = Assert.Single(older.Body.GetProperty("entries").EnumerateArray());
        Assert.Equal("for the pipeline", first.GetProperty("comment").GetString());
        var secret = issued.Body.GetProperty("token").GetString()!;
        Assert.DoesNotContain(secret, newest.Text + older.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bootstrap_token_may_do_everything()
    {
        var who = await region.Admin.Send("GET", "/v1/whoami");
        Assert.Equal(("bootstrap", "token"), (
            who.Body.GetProperty("name").GetString(), who.Body.GetProperty("scheme").GetString()));
        Assert.Equal("admin", who.Body.GetProperty("roles").GetProperty("*").GetString());
    }

    [Fact]
    public async Task Without_a_token_the_door_says_which_is_wanted()
    {
        var missing = await region.Api(null).Send("GET", "/v1/whoami");
        Assert.Equal((401, "token-missing"), (missing.Status, missing.Problem));
        Assert.Equal("Bearer realm=\"actors\"", missing.Challenge);
        var sdkKey = await region.Api("actors_client_x").Send("GET", "/v1/whoami");
        Assert.Equal((401, "token-unknown"), (sdkKey.Status, sdkKey.Problem));
    }
}
