using System.Collections.Immutable;
using Actors.Foundation;
using Tokens = System.Collections.Immutable.ImmutableSortedDictionary<string, Actors.Configuration.AccessToken>;

namespace Actors.Configuration;

/// <summary>Who may administer the region, and what becomes of their tokens?</summary>
/// <remarks>Tokens are held by id, ordinal. When nothing changes, the answer is the same reference.</remarks>
public static class TokenDecisions
{
    public const string BootstrapId = "bootstrap";
    public const int MaxTokens = 1_000;

    private static readonly ImmutableSortedDictionary<string, Role> _everything = ImmutableSortedDictionary
        .Create<string, Role>(StringComparer.Ordinal).Add(AccessToken.EveryProject, Role.Admin);

    public static Tokens None { get; } = ImmutableSortedDictionary.Create<string, AccessToken>(StringComparer.Ordinal);

    /// <summary>
    /// The same token again changes nothing. Refused with "token-exists" when the id or the secret is taken by another
    /// token, or "token-invalid" with every problem.
    /// </summary>
    public static Decision<Tokens> Issue(Tokens tokens, AccessToken token)
    {
        var problems = Problems(token);
        if (!problems.IsEmpty)
        {
            return new Refusal("token-invalid", "The token has problems; each is listed.") { Problems = problems };
        }

        if (tokens.TryGetValue(token.Id, out var known))
        {
            return IsSame(known, token) ? tokens : new Refusal("token-exists", $"There is another token '{token.Id}'.");
        }

        if (token.Id == BootstrapId || tokens.Values.Any(other => other.Hash == token.Hash))
        {
            return new Refusal("token-exists", "The id or the secret is taken: choose another.");
        }

        return tokens.Count < MaxTokens
            ? tokens.Add(token.Id, token)
            : new Refusal("token-invalid", $"A region has at most {MaxTokens:N0} tokens: revoke one first.");
    }

    /// <summary>Refused with "token-not-found", or "last-admin" for the last token that may issue others.</summary>
    public static Decision<Tokens> Revoke(Tokens tokens, string id, DateTimeOffset now)
    {
        if (!tokens.TryGetValue(id, out var token))
        {
            return new Refusal("token-not-found", $"There is no token '{id}'.");
        }

        var rest = tokens.Remove(id);
        return !MayIssue(token, now) || rest.Values.Any(other => MayIssue(other, now))
            ? rest
            : new Refusal("last-admin", "This is the last token that may issue others: issue another one first.");
    }

    /// <summary>
    /// Lets the bearer of this hash in, as "bootstrap", with every right, and its predecessor no longer. Refused with
    /// "token-invalid" or, when the secret is another token's, "token-exists".
    /// </summary>
    public static Decision<Tokens> Bootstrap(Tokens tokens, string hash, DateTimeOffset now)
    {
        if (!TextForm.IsSha256(hash))
        {
            return new Refusal("token-invalid", "A hash is 64 lower-case hex digits.");
        }

        if (tokens.TryGetValue(BootstrapId, out var known) && known.Hash == hash)
        {
            return tokens;
        }

        if (tokens.Values.FirstOrDefault(other => other.Hash == hash) is { } twin)
        {
            return new Refusal("token-exists", $"The token '{twin.Id}' has the same secret.");
        }

        var token = new AccessToken(BootstrapId, BootstrapId, hash, _everything, now, ExpiresAt: null);
        return tokens.SetItem(BootstrapId, token);
    }

    /// <summary>The valid token with this hash. Refused with "token-unknown" or "token-expired".</summary>
    public static Decision<AccessToken> Verify(Tokens tokens, string hash, DateTimeOffset now)
    {
        // Hashes of the secret are compared, so the time that it takes tells nothing about the secret.
        if (tokens.Values.FirstOrDefault(token => token.Hash == hash) is not { } known)
        {
            return new Refusal("token-unknown", "There is no such token.");
        }

        return IsExpired(known, now)
            ? new Refusal("token-expired", $"The token '{known.Id}' has expired at {known.ExpiresAt:u}.")
            : known;
    }

    private static bool MayIssue(AccessToken token, DateTimeOffset now) =>
        !IsExpired(token, now) && token.Roles.GetValueOrDefault(AccessToken.EveryProject) == Role.Admin;

    private static bool IsExpired(AccessToken token, DateTimeOffset now) => token.ExpiresAt <= now;

    private static bool IsSame(AccessToken one, AccessToken other) =>
        one with { Roles = other.Roles, CreatedAt = other.CreatedAt } == other && one.Roles.SequenceEqual(other.Roles);

    private static ImmutableArray<Problem> Problems(AccessToken token)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        Require(Key.IsValid(token.Id), "/id", "key-invalid", $"The id of a token is {Key.Form}.");
        Require(!string.IsNullOrWhiteSpace(token.Name), "/name", "text-invalid", "A token needs a name.");
        Require(TextForm.IsSha256(token.Hash), "/hash", "hash-invalid", "A hash is 64 lower-case hex digits.");
        Require(token.Roles.Count is > 0 and <= 1_000, "/roles", "role-count", "A token has 1 to 1,000 roles.");
        Require(
            token.ExpiresAt is null || token.ExpiresAt > token.CreatedAt,
            "/expiresAt",
            "time-past",
            "A token expires in the future or never.");
        if (TextForm.Problem(token.Name, 200, "/name") is { } problem)
        {
            problems.Add(problem);
        }

        foreach (var (project, role) in token.Roles)
        {
            var at = JsonPointer.To("/roles", project);
            var isNamed = project == AccessToken.EveryProject || Key.IsValid(project);
            Require(isNamed, at, "key-invalid", "Name a project, or '*'.");
            Require(role is > Role.None and <= Role.Admin, at, "role-unknown", "A role is viewer, editor or admin.");
        }

        return problems.ToImmutable();

        void Require(bool holds, string path, string code, string message)
        {
            if (!holds)
            {
                problems.Add(new(path, code, message));
            }
        }
    }
}
