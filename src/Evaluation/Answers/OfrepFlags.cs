using System.Buffers;
using System.Runtime.CompilerServices;

namespace Actors.Evaluation;

/// <summary>Which flags does OFREP's bulk answer list for a subject?</summary>
public static class OfrepFlags
{
    /// <summary>
    /// Writes <c>[{"key":…,"reason":…,"value":…,"variant":…,"metadata":{…}},…]</c>, in the order of the features.
    /// </summary>
    /// <remarks>Nothing is allocated, once the subject and the output have served a request.</remarks>
    /// <param name="ruleset">The one that the subject was read for.</param>
    /// <param name="subject">Who asks.</param>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="reasons">
    /// Takes the <see cref="Reason"/> of each feature, in order; at least as long as they are.
    /// </param>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static void Write(Ruleset ruleset, Subject subject, IBufferWriter<byte> output, Span<byte> reasons)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(subject);
        var plan = ruleset.Plan;
        plan.Reasons.CopyTo(reasons);
        var walk = new Walk<NoTrace>(ruleset, subject, null, default);
        walk.Begin();
        subject.DrawBuckets();
        var json = new Utf8Output(output);
        json.Write("["u8);
        var commas = 1; // what comes first has none before it
        var bytes = plan.Bytes;
        foreach (ref readonly var step in plan.Steps)
        {
            var answer = step.Otherwise;
            if (step.RuleCount > 0 && Decide(ref walk, plan.RulesOf(step), step.Feature, ref answer) is { } outcome)
            {
                answer = answer with { Reason = outcome.Reason };
                json.Write(outcome.NextOfrepJson.AsSpan(commas));
            }
            else
            {
                json.Write(bytes.Slice(answer.Start + commas, answer.Length - commas));
            }
            if (step.Feature is not null)
                reasons[step.Index] = (byte)answer.Reason;
            commas = 0;
        }
        json.Write("]"u8);
        json.Flush();
    }

    /// <summary>The outcome, where an object of its own says it; null where it is the answer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Outcome? Decide(
        scoped ref Walk<NoTrace> walk,
        ReadOnlySpan<PlainRule> rules,
        CompiledFeature? feature,
        ref OfrepPlan.Cut answer)
    {
        foreach (ref readonly var rule in rules)
        {
            if (rule.Whole is not null)
            {
                if (walk.Whole(rule.Whole, feature!) is { } outcome)
                    return outcome;
            }
            else if (walk.Applies(rule))
            {
                answer = rule.Answer;
                return null;
            }
        }
        return null;
    }
}
