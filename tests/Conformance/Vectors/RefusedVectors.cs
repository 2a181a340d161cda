namespace Actors.Conformance.Vectors;

/// <summary>Which cases does the administration not publish, since what they hold is certainly a mistake?</summary>
internal static class RefusedVectors
{
    public static readonly string[] Names =
    [
        "feature 154: force rules - coverage with bad hash version",
        "feature 156: ignores empty rules",
    ];
}
