using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>What is left of, or taken from, runs of slots?</summary>
internal static class SlotSpans
{
    /// <summary>All slots but these, by their first.</summary>
    public static ImmutableArray<SlotSpan> Without(IEnumerable<SlotSpan> taken)
    {
        var free = ImmutableArray.CreateBuilder<SlotSpan>();
        var from = 0;
        foreach (var span in taken.OrderBy(span => span.From).Append(new(Allocation.Slots, Allocation.Slots)))
        {
            if (span.From > from)
            {
                free.Add(new(from, span.From));
            }

            from = Math.Max(from, span.To);
        }

        return free.ToImmutable();
    }

    /// <summary>The first so many slots of these; fewer when there are not so many.</summary>
    public static IEnumerable<SlotSpan> First(ImmutableArray<SlotSpan> spans, int slots)
    {
        foreach (var span in spans.TakeWhile(_ => slots > 0))
        {
            var length = Math.Min(slots, span.Length);
            yield return new(span.From, span.From + length);
            slots -= length;
        }
    }

    /// <summary>All of these, neighbours joined, by their first.</summary>
    public static ImmutableArray<SlotSpan> Joined(IEnumerable<SlotSpan> spans) => Without(Without(spans));

    public static int Count(this ImmutableArray<SlotSpan> spans) => spans.Sum(span => span.Length);
}
