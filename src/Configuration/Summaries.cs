namespace Actors.Configuration;

/// <summary>What does the project's index say of a feature?</summary>
public static class Summaries
{
    /// <summary>A tombstone when the feature is deleted.</summary>
    public static FeatureSummary Of(string key, FeatureHistory history) => throw new NotImplementedException();
}
