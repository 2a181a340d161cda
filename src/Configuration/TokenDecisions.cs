using Actors.Foundation;
using Tokens = System.Collections.Immutable.ImmutableSortedDictionary<string, Actors.Configuration.AccessToken>;

namespace Actors.Configuration;

/// <summary>Who may administer the region, and what becomes of their tokens?</summary>
public static class TokenDecisions
{
    public const string BootstrapId = "bootstrap";

    /// <summary>Refused with "token-exists" or "token-invalid".</summary>
    public static Decision<Tokens> Issue(Tokens tokens, AccessToken token) => throw new NotImplementedException();

    /// <summary>Refused with "token-not-found" or "last-admin".</summary>
    public static Decision<Tokens> Revoke(Tokens tokens, string id, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <summary>Lets the bearer of this hash in with every right; the same tokens when it is in already.</summary>
    public static Decision<Tokens> Bootstrap(Tokens tokens, string hash, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <summary>Refused with "token-unknown" or "token-expired".</summary>
    public static Decision<AccessToken> Verify(Tokens tokens, string hash, DateTimeOffset now) =>
        throw new NotImplementedException();
}
