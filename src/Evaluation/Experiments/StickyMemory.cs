using System.Buffers;
using System.Text;

namespace Actors.Evaluation;

/// <summary>What do a subject's sticky buckets say of one experiment?</summary>
/// <param name="Variation">-1 when it was given none that still exists.</param>
/// <param name="IsBlocked">True when it was given one of a version that has been closed.</param>
internal readonly record struct StickyMemory(int Variation, bool IsBlocked)
{
    public static StickyMemory Nothing => new(-1, false);

    public static StickyMemory Of(Experiment experiment, Subject subject, StickyBuckets buckets)
    {
        var sticky = experiment.Sticky;
        var ours = buckets.Of(experiment.Hash.Attribute, TextOf(subject.At(experiment.Hash.Slot)));
        var fallbackSlot = subject.Vocabulary.SlotOf(sticky.FallbackAttribute);
        var fallback = subject.At(fallbackSlot).IsTruthy
            ? buckets.Of(sticky.FallbackAttribute, TextOf(subject.At(fallbackSlot)))
            : ours;
        if (ours.Keys.Any(sticky.Blocks) || fallback.Keys.Any(sticky.Blocks))
            return Nothing with { IsBlocked = true };
        var key = ours.GetValueOrDefault(sticky.AssignmentKey) ?? fallback.GetValueOrDefault(sticky.AssignmentKey);
        return key is null
            ? Nothing
            : new StickyMemory(Array.FindIndex(experiment.Variations, variation => variation.StickyKey == key), false);
    }

    /// <summary>A text as it is, what is missing as the empty one, anything else as JSON.</summary>
    public static string TextOf(in ScriptValue value)
    {
        if (value.Kind == ScriptKind.Text)
            return value.ToText();
        if (!value.IsTruthy)
            return "";
        var buffer = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(buffer);
        output.WriteValue(value);
        output.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
