using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Actors.Administration.Tests;

/// <summary>An identity provider that leaves its keys in a file.</summary>
public sealed class JwtIssuer : IDisposable
{
    public const string Issuer = "https://identity.example";
    public const string Audience = "actors";

    private readonly RSA _keys = RSA.Create(2048);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"actors-jwks-{Guid.NewGuid():N}.json");

    public JwtIssuer()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new(_keys.ExportParameters(false)) { KeyId = "test" });
        var published = new { kty = key.Kty, kid = "test", use = "sig", alg = "RS256", n = key.N, e = key.E };
        File.WriteAllText(_file, JsonSerializer.Serialize(new { keys = new[] { published } }));
    }

    public Dictionary<string, string?> Settings => new()
    {
        ["Actors:Authentication:Jwt:SigningKeys"] = _file,
        ["Actors:Authentication:Jwt:Issuer"] = Issuer,
        ["Actors:Authentication:Jwt:Audience"] = Audience,
    };

    /// <param name="signed">By whom; null: by this issuer.</param>
    public string Token(
        string[] roles, string name = "ada", string audience = Audience, TimeSpan? valid = null, RSA? signed = null)
    {
        var until = TimeProvider.System.GetUtcNow().UtcDateTime + (valid ?? TimeSpan.FromMinutes(5));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            NotBefore = until.AddMinutes(-30),
            IssuedAt = until.AddMinutes(-30),
            Expires = until,
            Claims = new Dictionary<string, object> { ["sub"] = name, ["actors_roles"] = roles },
            SigningCredentials = new(
                new RsaSecurityKey(signed ?? _keys) { KeyId = "test" }, SecurityAlgorithms.RsaSha256),
        });
    }

    public void Dispose()
    {
        _keys.Dispose();
        File.Delete(_file);
    }
}
