using System.Buffers;
using System.Buffers.Text;
using Actors.Evaluation;
using Actors.Gateway.Allocation;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Ofrep;

/// <summary>How does an evaluation look in OFREP 0.3? No value at all means: use the default in your code.</summary>
/// <remarks>The flags are bytes that were made with the ruleset; what is added here is the same for all.</remarks>
internal static class OfrepAnswer
{
    private const int LongestNumber = 20;

    public static void WriteSingle(
        IBufferWriter<byte> output, Outcome outcome, ServedRuleset ruleset, bool stale, StoredAllocation? stored)
    {
        // What the flag has of its own and what the answer has are one object here.
        var flag = outcome.OfrepJson.Span;
        output.Write(outcome.HasMetadata ? flag[..^2] : flag[..^1]);
        output.Write(outcome.HasMetadata ? ","u8 : ",\"metadata\":{"u8);
        WriteMetadata(output, ruleset, stale, stored);
    }

    /// <param name="streams">The member "eventStreams", its value as it goes over the wire.</param>
    /// <param name="reasons">Takes the reason of each feature, in order.</param>
    /// <param name="stored">What is stored of the subject; null: nothing that can change the answer.</param>
    public static void WriteBulk(
        IBufferWriter<byte> output,
        Subject subject,
        ServedRuleset ruleset,
        bool stale,
        ReadOnlySpan<byte> streams,
        Span<byte> reasons,
        StoredAllocation? stored)
    {
        output.Write("{\"flags\":"u8);
        if (stored?.Inputs is { } inputs)
            StoredFlags.Write(ruleset.Compiled, subject, inputs, output, reasons);
        else
            OfrepFlags.Write(ruleset.Compiled, subject, output, reasons);
        output.Write(",\"eventStreams\":"u8);
        output.Write(streams);
        output.Write(",\"metadata\":{"u8);
        WriteMetadata(output, ruleset, stale, stored);
    }

    // Of metadata that is open; closes the answer, too.
    private static void WriteMetadata(
        IBufferWriter<byte> output, ServedRuleset ruleset, bool stale, StoredAllocation? stored)
    {
        output.Write("\"version\":"u8);
        Utf8Formatter.TryFormat(ruleset.Version, output.GetSpan(LongestNumber), out var written);
        output.Advance(written);
        if (stored is { IsUnavailable: true })
            output.Write(",\"allocation\":\"unavailable\""u8);
        output.Write(stale ? ",\"stale\":true}}"u8 : "}}"u8);
    }
}
