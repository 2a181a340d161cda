using System.Buffers;

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
            var bytes = step.Constants;
            if (step.Feature is { } feature)
            {
                var outcome = walk.Feature(feature.Key, feature);
                reasons[step.Index] = (byte)outcome.Reason;
                bytes = outcome.NextOfrepJson;
            }
            json.Write(bytes.AsSpan(commas));
            commas = 0;
        }
        json.Write("]"u8);
        json.Flush();
    }
}
