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
        var features = ruleset.Features.AsSpan();
        reasons = reasons[..features.Length];
        var walk = new Walk<NoTrace>(ruleset, subject, null, default);
        walk.Begin();
        var json = new Utf8Output(output);
        json.Write("["u8);
        for (var i = 0; i < features.Length; i++)
        {
            var feature = features[i];
            var outcome = feature.Constant ?? walk.Feature(feature.Key, feature);
            reasons[i] = (byte)outcome.Reason;
            if (i > 0)
                json.Write(","u8);
            json.Write(outcome.OfrepJson.Span);
        }
        json.Write("]"u8);
        json.Flush();
    }
}
