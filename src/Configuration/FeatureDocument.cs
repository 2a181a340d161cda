using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>How is a whole feature written as one JSON document: in the API, in exports and imports, in the audit log?</summary>
public static class FeatureDocument
{
    public static string Of(Feature feature) => throw new NotImplementedException();

    /// <summary>The feature, or null and every problem with the document's form.</summary>
    public static Feature? Parse(string json, out ImmutableArray<Problem> problems) => throw new NotImplementedException();

    /// <param name="path">JSON pointer to <paramref name="document"/>, put before the path of every problem.</param>
    public static Feature? Read(JsonElement document, string path, out ImmutableArray<Problem> problems) =>
        throw new NotImplementedException();
}
