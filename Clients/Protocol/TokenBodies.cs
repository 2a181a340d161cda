using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>Who shall be let in to administer, and where?</summary>
/// <param name="Name">Becomes the author of what the bearer changes; 1 to 200 characters.</param>
/// <param name="Roles">"viewer", "editor" or "admin" by project key, or by "*" for all projects.</param>
/// <param name="ExpiresAt">Left out: never.</param>
/// <param name="Id">Its public name in the form of a key; made from the name when left out.</param>
public sealed record TokenRequest(
    string Name, IReadOnlyDictionary<string, string> Roles, DateTimeOffset? ExpiresAt = null, string? Id = null);

/// <summary>What is known of an admin token?</summary>
/// <param name="Token">The secret: in the answer that issues it and never again.</param>
public sealed record TokenResponse(
    string Id,
    string Name,
    IReadOnlyDictionary<string, string> Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token = null);

/// <summary>Who may administer in this region?</summary>
public sealed record TokenList(IReadOnlyList<TokenResponse> Tokens);

/// <summary>Who is calling, and what may they do?</summary>
/// <param name="Roles">"viewer", "editor" or "admin" by project key, or by "*" for all projects.</param>
/// <param name="Scheme">"token" for a token of ours, "jwt" for one of the identity provider's.</param>
public sealed record WhoAmIResponse(string Name, IReadOnlyDictionary<string, string> Roles, string Scheme);
