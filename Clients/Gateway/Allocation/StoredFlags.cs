using System.Buffers;
using Actors.Evaluation;

namespace Actors.Gateway.Allocation;

/// <summary>Which flags does OFREP's bulk answer list for a subject of whom something is stored?</summary>
internal static class StoredFlags
{
    /// <inheritdoc cref="OfrepFlags.Write"/>
    /// <param name="inputs">What is stored, as the engine is told it.</param>
    public static void Write(
        Ruleset ruleset, Subject subject, CallerInputs inputs, IBufferWriter<byte> output, Span<byte> reasons)
    {
        output.Write("["u8);
        var isFirst = true;
        for (var i = 0; i < ruleset.Features.Length; i++)
        {
            var outcome = Evaluator.Evaluate(ruleset, ruleset.Features[i], subject, inputs);
            reasons[i] = (byte)outcome.Reason;
            if (outcome.OfrepJson.IsEmpty)
                continue;
            if (!isFirst)
                output.Write(","u8);
            isFirst = false;
            output.Write(outcome.OfrepJson.Span);
        }

        output.Write("]"u8);
    }
}
