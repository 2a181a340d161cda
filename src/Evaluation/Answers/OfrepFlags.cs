using System.Buffers;
using System.Runtime.CompilerServices;

namespace Actors.Evaluation;

/// <summary>Which flags does OFREP's bulk answer list for a subject?</summary>
public static class OfrepFlags
{
    /// <summary>Writes <c>[{"key":…,"reason":…,"value":…,"variant":…},…]</c>, in the order of the features.</summary>
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
        foreach (ref readonly var step in plan.Steps)
        {
            if (step.Feature is null)
            {
                json.Write(plan[step.Otherwise][commas..]);
            }
            else
            {
                json.Write(Flag(ref walk, plan, step, out var reason)[commas..]);
                reasons[step.Index] = (byte)reason;
            }
            commas = 0;
        }
        json.Write("]"u8);
        json.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Flag(
        scoped ref Walk<NoTrace> walk, OfrepPlan plan, in OfrepPlan.Step step, out Reason reason)
    {
        var feature = step.Feature!;
        if (feature.HasPrerequisites)
            return BytesOf(walk.Feature(feature.Key, feature), out reason);
        foreach (ref readonly var rule in plan.RulesOf(step))
        {
            if (rule.Whole is not null)
            {
                if (walk.WholeRule(rule.Whole, feature) is { } outcome)
                    return BytesOf(outcome, out reason);
            }
            else if (walk.Applies(rule))
            {
                reason = rule.Answer.Reason;
                return plan[rule.Answer];
            }
        }
        reason = step.Otherwise.Reason;
        return plan[step.Otherwise];
    }

    private static ReadOnlySpan<byte> BytesOf(Outcome outcome, out Reason reason)
    {
        reason = outcome.Reason;
        return outcome.NextOfrepJson;
    }
}
