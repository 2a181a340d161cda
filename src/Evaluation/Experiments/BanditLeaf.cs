namespace Actors.Evaluation;

/// <summary>Which weights does a contextual bandit give the subjects of one kind?</summary>
internal sealed class BanditLeaf
{
    /// <summary>Null for an empty one, and for the leaf of who fits no other: true.</summary>
    public Condition? Condition { get; init; }

    /// <summary>-1 for the leaf of who fits no other.</summary>
    public required double Id { get; init; }

    public required BucketRange[] Ranges { get; init; }

    /// <summary><c>,"weights":[…]</c>, which stand in for the experiment's; empty where those hold.</summary>
    public required byte[] WeightsJson { get; init; }

    /// <summary><c>"leafId":…,"variationWeights":[…],"banditVersion":…</c>.</summary>
    public required byte[] ContextMembers { get; init; }
}
