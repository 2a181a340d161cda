namespace Actors.Evaluation;

/// <summary>What does one feature add to the plan of every ruleset that it is in?</summary>
internal sealed class FeaturePlan
{
    /// <param name="feature">Not the same for everybody.</param>
    public FeaturePlan(CompiledFeature feature)
    {
        var (rules, answers, bytes) = (new List<PlainRule>(), new List<OfrepPlan.Cut>(), new List<byte>());
        Add(feature.Otherwise);
        foreach (var (rule, outcome) in PlainRule.Of(feature))
        {
            rules.Add(rule);
            Add(outcome);
        }
        (Rules, Answers, Bytes) = ([.. rules], [.. answers], [.. bytes]);

        void Add(Outcome? outcome)
        {
            answers.Add(new(bytes.Count, outcome?.NextOfrepJson.Length ?? 0, outcome?.Reason ?? default));
            bytes.AddRange(outcome?.NextOfrepJson ?? []);
        }
    }

    public PlainRule[] Rules { get; }

    /// <summary>When no rule decides; then one for each rule, nothing for a whole one.</summary>
    public OfrepPlan.Cut[] Answers { get; }

    /// <summary>What the answers are cuts of; each begins with a comma.</summary>
    public byte[] Bytes { get; }
}
