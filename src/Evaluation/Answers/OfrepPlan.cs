using System.Runtime.InteropServices;

namespace Actors.Evaluation;

/// <summary>
/// How does a ruleset's bulk answer come about: which flags are copied, and which rules are asked first?
/// </summary>
/// <remarks>
/// What every request reads lies side by side, in the order in which it is read: rules that only ask a condition
/// and a bucket are copied here from the features' own objects, and answers are cuts of one array. Neighbours that
/// everybody gets alike are one cut.
/// </remarks>
internal sealed class OfrepPlan
{
    private readonly Step[] _steps;
    private readonly PlainRule[] _rules;
    private readonly byte[] _bytes;
    private readonly byte[] _reasons;

    public OfrepPlan(ReadOnlySpan<CompiledFeature> features)
    {
        var (steps, rules, bytes) = (new List<Step>(), new List<PlainRule>(), new List<byte>());
        _reasons = new byte[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            if (features[i].Constant is { } constant)
            {
                _reasons[i] = (byte)constant.Reason;
                AddConstant(steps, new Cut(bytes.Count, constant.NextOfrepJson.Length, constant.Reason));
                bytes.AddRange(constant.NextOfrepJson);
                continue;
            }
            var plan = features[i].Plan;
            steps.Add(new Step(i, features[i], rules.Count, plan.Rules.Length, plan.Otherwise.Moved(bytes.Count)));
            foreach (var rule in plan.Rules)
                rules.Add(rule with { Answer = rule.Answer.Moved(bytes.Count) });
            bytes.AddRange(plan.Bytes);
        }
        (_steps, _rules, _bytes) = ([.. steps], [.. rules], [.. bytes]);
    }

    public ReadOnlySpan<Step> Steps => _steps;

    /// <summary>Of each feature, in order; those of evaluated ones are still to be filled in.</summary>
    public ReadOnlySpan<byte> Reasons => _reasons;

    public ReadOnlySpan<PlainRule> RulesOf(in Step step) => _rules.AsSpan(step.FirstRule, step.RuleCount);

    /// <summary>The answers that are cuts of it; each begins with a comma.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    private static void AddConstant(List<Step> steps, Cut cut)
    {
        if (steps.Count > 0 && CollectionsMarshal.AsSpan(steps)[^1] is { Feature: null, Otherwise: var last })
            steps[^1] = new Step(-1, null, 0, 0, last with { Length = last.Length + cut.Length });
        else
            steps.Add(new Step(-1, null, 0, 0, cut));
    }

    /// <summary>An answer's place among the bytes, and its reason.</summary>
    public readonly record struct Cut(int Start, int Length, Reason Reason)
    {
        public Cut Moved(int by) => this with { Start = Start + by };
    }

    /// <param name="Index">Of the feature.</param>
    /// <param name="Feature">What to evaluate; null where everybody gets the same.</param>
    /// <param name="FirstRule">Where the feature's rules begin.</param>
    /// <param name="RuleCount">1 where the feature has prerequisites and is evaluated as a whole.</param>
    /// <param name="Otherwise">The answer when no rule decides.</param>
    public readonly record struct Step(
        int Index, CompiledFeature? Feature, int FirstRule, int RuleCount, Cut Otherwise);
}
