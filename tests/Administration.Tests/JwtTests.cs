using System.Security.Cryptography;

namespace Actors.Administration.Tests;

/// <summary>Tokens of an identity provider beside our own.</summary>
public sealed class JwtTests(Region region)
{
    [Fact]
    public async Task The_roles_of_a_valid_JWT_count_and_its_subject_becomes_the_author()
    {
        var project = await region.Admin.NewProject();
        var ada = region.Api(region.Jwt.Token([$"{project}:editor"]));
        var path = $"/v1/projects/{project}/features/by-jwt";
        var created = await ada.Send("PUT", path, """{"type":"boolean","defaultValue":true}""");
        Assert.Equal((201, "ada"), (created.Status, created.Body.GetProperty("changedBy").GetString()));
        Assert.Equal(403, (await ada.Send("DELETE", path)).Status);

        var who = await ada.Send("GET", "/v1/whoami");
        Assert.Equal(("ada", "jwt"), (
            who.Body.GetProperty("name").GetString(), who.Body.GetProperty("scheme").GetString()));
        Assert.Equal("editor", who.Body.GetProperty("roles").GetProperty(project).GetString());
    }

    [Fact]
    public async Task A_JWT_that_is_expired_or_of_others_is_answered_401()
    {
        using var other = RSA.Create(2048);
        await Refused(region.Jwt.Token(["*:admin"], valid: TimeSpan.FromMinutes(-5)), "token-expired");
        await Refused(region.Jwt.Token(["*:admin"], signed: other), "token-unknown");
        await Refused(region.Jwt.Token(["*:admin"], audience: "others"), "token-unknown");
        await Refused(region.Jwt.Token(["*:admin"], name: ""), "token-unknown");
        await Refused(region.Jwt.Token(["*:admin"], name: new string('a', 201)), "token-unknown");
        await Refused("a.b.c", "token-unknown");
    }

    private async Task Refused(string token, string code)
    {
        var reply = await region.Api(token).Send("GET", "/v1/whoami");
        Assert.Equal((401, code), (reply.Status, reply.Problem));
        Assert.Contains("invalid_token", reply.Challenge, StringComparison.Ordinal);
    }
}
