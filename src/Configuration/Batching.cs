using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with a batch of changes, all at once?</summary>
public static class Batching
{
    public const int MaxEntries = 10_000;
    public const int MaxProblems = 1_000;

    public static ImmutableArray<Problem> Problems(
        IReadOnlyList<(string Path, string Feature, FeatureChange Change)> entries,
        Func<string, FeatureSummary?> known,
        ImmutableArray<string> environments) => throw new NotImplementedException();
}
