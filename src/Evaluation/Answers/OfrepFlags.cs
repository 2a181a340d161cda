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
        var flags = ruleset.Flags;
        reasons = reasons[..flags.Length];
        var walk = new Walk<NoTrace>(ruleset, subject, null, default);
        walk.Begin();
        subject.DrawBuckets();
        var json = new Utf8Output(output);
        json.Write("["u8);
        for (var i = 0; i < flags.Length; i++)
        {
            ref readonly var flag = ref flags[i];
            var bytes = flag.Constant;
            if (bytes is null)
            {
                var outcome = walk.Feature(flag.Feature.Key, flag.Feature);
                reasons[i] = (byte)outcome.Reason;
                bytes = outcome.NextOfrepJson;
            }
            else
                reasons[i] = (byte)flag.Reason;
            json.Write(i == 0 ? bytes.AsSpan(1) : bytes);
        }
        json.Write("]"u8);
        json.Flush();
    }
}
