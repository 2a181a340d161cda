using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What becomes of a feature when a change is asked for?</summary>
public static class FeatureDecisions
{
    /// <param name="expected">
    /// The revision that the author saw; 0: the feature must not exist; null: whatever it is.
    /// </param>
    /// <param name="environments">The project's environments, now.</param>
    /// <returns>
    /// The next history; the same one when nothing changes or the operation is known. Refused with "feature-not-found",
    /// "feature-exists", "revision-stale", "feature-type-fixed", "environment-unknown" (of a copy) or "feature-invalid".
    /// </returns>
    public static Decision<FeatureHistory> Decide(
        FeatureHistory history,
        string key,
        FeatureChange change,
        long? expected,
        Authorship authorship,
        ImmutableArray<string> environments,
        DateTimeOffset now) => throw new NotImplementedException();
}
