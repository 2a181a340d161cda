namespace Actors.Configuration;

/// <summary>What does one environment's ruleset get to know of a feature?</summary>
public static class Publication
{
    public static PublishedFeature Of(string key, FeatureHistory history, string environment) =>
        throw new NotImplementedException();
}
