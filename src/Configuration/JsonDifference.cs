using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Where do two JSON documents differ?</summary>
public static class JsonDifference
{
    public static ImmutableArray<Difference> Between(string? before, string? after) => throw new NotImplementedException();
}
