namespace Actors.Evaluation;

/// <summary>What does one feature add to the plan of every ruleset that it is in?</summary>
internal sealed class FeaturePlan
{
    private readonly List<byte> _building = [];

    /// <param name="feature">Not the same for everybody.</param>
    public FeaturePlan(CompiledFeature feature)
    {
        Rules = [.. PlainRule.Of(feature, Add)];
        Otherwise = Add(feature.Otherwise);
        Bytes = [.. _building];
        _building = [];
    }

    public PlainRule[] Rules { get; }

    /// <summary>The answer when no rule decides.</summary>
    public OfrepPlan.Cut Otherwise { get; }

    /// <summary>What the answers are cuts of; each begins with a comma.</summary>
    public byte[] Bytes { get; }

    private OfrepPlan.Cut Add(Outcome outcome)
    {
        var cut = new OfrepPlan.Cut(_building.Count, outcome.NextOfrepJson.Length, outcome.Reason);
        _building.AddRange(outcome.NextOfrepJson);
        return cut;
    }
}
