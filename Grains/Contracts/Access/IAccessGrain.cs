using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Contracts.Access;

/// <summary>Who may administer what in this region? There is one, "region:access".</summary>
[Alias("access-grain")]
public interface IAccessGrain : IGrainWithStringKey
{
    /// <summary>The valid token with this hash, or a refusal "token-unknown" or "token-expired".</summary>
    [Alias("verify"), AlwaysInterleave]
    Task<Answer<AccessToken>> Verify(string hash, CancellationToken cancellation = default);

    [Alias("list"), AlwaysInterleave]
    Task<ImmutableArray<AccessToken>> List(CancellationToken cancellation = default);

    /// <summary>Refused with "token-exists" when the id is taken by another token.</summary>
    [Alias("issue")]
    Task<Answer<AccessToken>> Issue(AccessToken token, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>
    /// Refused with "token-not-found", or "last-admin" for the last token that may issue others. A repeated operation
    /// is answered as the first was.
    /// </summary>
    [Alias("revoke")]
    Task<Answer<AccessToken>> Revoke(string id, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>What was written to the access tokens, newest first.</summary>
    [Alias("audit"), AlwaysInterleave]
    Task<ImmutableArray<AuditEntry>> Audit(AuditQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Lets the holder of the operator's bootstrap token in, as "bootstrap" with every right; replaces an earlier one.
    /// Called at each start of a silo that is configured with one.
    /// </summary>
    [Alias("bootstrap")]
    Task Bootstrap(string hash, CancellationToken cancellation = default);
}
