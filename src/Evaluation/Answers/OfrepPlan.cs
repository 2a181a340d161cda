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
    private readonly Cut[] _answers;
    private readonly byte[] _bytes;
    private readonly byte[] _reasons;

    public OfrepPlan(ReadOnlySpan<CompiledFeature> features)
    {
        var (steps, rules) = (new List<Step>(), new List<PlainRule>());
        var (answers, bytes) = (new List<Cut>(), new List<byte>());
        _reasons = new byte[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            if (features[i].Constant is { } constant)
            {
                _reasons[i] = (byte)constant.Reason;
                AddConstant(steps, answers, new Cut(bytes.Count, constant.NextOfrepJson.Length, constant.Reason));
                bytes.AddRange(constant.NextOfrepJson);
                continue;
            }
            var plan = features[i].Plan;
            steps.Add(new Step(i, features[i], rules.Count, plan.Rules.Length, answers.Count));
            rules.AddRange(plan.Rules);
            foreach (var answer in plan.Answers)
                answers.Add(answer.Moved(bytes.Count));
            bytes.AddRange(plan.Bytes);
        }
        (_steps, _rules, _answers) = ([.. steps], [.. rules], [.. answers]);
        _bytes = [.. bytes, .. new byte[Utf8Output.Stride]];
    }

    public ReadOnlySpan<Step> Steps => _steps;

    /// <summary>Of each feature, in order; those of evaluated ones are still to be filled in.</summary>
    public ReadOnlySpan<byte> Reasons => _reasons;

    public ReadOnlySpan<PlainRule> RulesOf(in Step step) => _rules.AsSpan(step.FirstRule, step.RuleCount);

    /// <summary>By a step's first answer and the number of its rule that decides, from 1 on; 0: none does.</summary>
    public ReadOnlySpan<Cut> Answers => _answers;

    /// <summary>What the answers are cuts of, and a stride more; each begins with a comma.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    private static void AddConstant(List<Step> steps, List<Cut> answers, Cut cut)
    {
        if (steps is [.., { Feature: null }])
        {
            answers[^1] = answers[^1] with { Length = answers[^1].Length + cut.Length };
            return;
        }
        steps.Add(new Step(-1, null, 0, 0, answers.Count));
        answers.Add(cut);
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
    /// <param name="FirstAnswer">Where the answers begin: when no rule decides, when the first does, and so on.</param>
    public readonly record struct Step(
        int Index, CompiledFeature? Feature, int FirstRule, int RuleCount, int FirstAnswer);
}
