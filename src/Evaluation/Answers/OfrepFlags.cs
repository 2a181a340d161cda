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
        var answers = plan.Answers;
        foreach (ref readonly var step in plan.Steps)
        {
            var decided = Decide(ref walk, plan.RulesOf(step), step.Feature, out var outcome);
            ref readonly var answer = ref answers[step.FirstAnswer + decided];
            if (outcome is null)
                json.Write(bytes, answer.Start + commas, answer.Length - commas);
            else
                json.Write(outcome.NextOfrepJson.AsSpan(commas));
            if (step.Feature is not null)
                reasons[step.Index] = (byte)(outcome is null ? answer.Reason : outcome.Reason);
            commas = 0;
        }
        json.Write("]"u8);
        json.Flush();
    }

    /// <summary>The number of the rule that decides, from 1 on; 0 when none does.</summary>
    /// <param name="outcome">What a whole rule comes to; null where the rule's number says it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Decide(
        scoped ref Walk<NoTrace> walk,
        ReadOnlySpan<PlainRule> rules,
        CompiledFeature? feature,
        out Outcome? outcome)
    {
        outcome = null;
        if (rules is [{ Whole: null } only])
            return walk.Applies(only) ? 1 : 0; // no branch: whom a rollout includes, nobody can foretell
        for (var number = 0; number < rules.Length; number++)
        {
            ref readonly var rule = ref rules[number];
            if (rule.Whole is null ? walk.Applies(rule) : (outcome = walk.Whole(rule.Whole, feature!)) is not null)
                return number + 1;
        }
        return 0;
    }
}
