using Actors.Configuration;

namespace Actors.Contracts.Configuration;

/// <summary>
/// What did an environment publish earlier? The key is "history:project/environment", for example
/// "history:shop/production".
/// </summary>
[Alias("ruleset-history-grain")]
public interface IRulesetHistoryGrain : IGrainWithStringKey
{
    /// <summary>
    /// A version as it was, without keys. Refused with "version-not-found" when it is not kept (any more).
    /// </summary>
    /// <param name="version">null: the one that was in force at <paramref name="at"/>.</param>
    [Alias("read"), AlwaysInterleave]
    Task<Answer<RulesetDocument>> Read(
        long? version, DateTimeOffset at, CancellationToken cancellation = default);
}
