using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Who may administer what?</summary>
/// <param name="Id">Public name of the token, in the form of a <see cref="Key"/>.</param>
/// <param name="Name">Becomes the author of what its bearer changes.</param>
/// <param name="Hash">SHA-256 of the secret, 64 lower-case hex digits. The secret itself is kept nowhere.</param>
/// <param name="Roles">By project key, or "*" for all projects.</param>
/// <param name="ExpiresAt">UTC; null: never.</param>
[GenerateSerializer, Immutable, Alias("access-token")]
public sealed record AccessToken(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Hash,
    [property: Id(3)] ImmutableSortedDictionary<string, Role> Roles,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset? ExpiresAt)
{
    public const string EveryProject = "*";
}

/// <summary>Each role may do what the one before it may.</summary>
public enum Role
{
    None = 0,

    /// <summary>May read everything but secrets.</summary>
    Viewer = 1,

    /// <summary>May change features.</summary>
    Editor = 2,

    /// <summary>May change environments, keys and tokens; import; delete.</summary>
    Admin = 3,
}
