using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with a feature as its author wrote it?</summary>
public static class FeatureValidation
{
    public static ImmutableArray<Problem> Problems(
        string key, Feature feature, ImmutableArray<string> environments, string path = "") =>
        throw new NotImplementedException();

    public static Feature Normalised(Feature feature) => throw new NotImplementedException();
}
