using System.Collections.Immutable;

namespace Actors.Population;

/// <summary>Whom does a change move, from which variation to which, and where?</summary>
public sealed record Shift
{
    /// <summary>Segments a dimension; the rest of its values is one.</summary>
    public const int MaxSegments = 20;

    public required ShiftCounts All { get; init; }

    /// <summary>Who gets what before and after; no empty ones, in the order of the variations' keys.</summary>
    public required ImmutableArray<ShiftFlow> Flows { get; init; }

    /// <summary>By country, then by platform, the largest first.</summary>
    public required ImmutableArray<ShiftSegment> Segments { get; init; }

    public static Shift Of(IReadOnlyCollection<Placement> placements) => new()
    {
        All = ShiftCounts.Of(placements),
        Flows =
        [
            .. placements.CountBy(one => (one.Before, one.After))
                .Select(one => new ShiftFlow(one.Key.Before, one.Key.After, one.Value))
                .OrderBy(one => one.Before, StringComparer.Ordinal).ThenBy(one => one.After, StringComparer.Ordinal),
        ],
        Segments =
        [
            .. By("country", placements, one => one.Country), .. By("platform", placements, one => one.Platform),
        ],
    };

    private static IEnumerable<ShiftSegment> By(
        string dimension, IReadOnlyCollection<Placement> placements, Func<Placement, string> value)
    {
        var parts = placements.GroupBy(value, StringComparer.Ordinal)
            .OrderByDescending(part => part.Count()).ThenBy(part => part.Key, StringComparer.Ordinal).ToList();
        foreach (var part in parts.Take(MaxSegments))
        {
            yield return new(dimension, part.Key, ShiftCounts.Of([.. part]));
        }

        if (parts.Count > MaxSegments)
        {
            var rest = parts.Skip(MaxSegments).SelectMany(part => part).ToList();
            yield return new(dimension, null, ShiftCounts.Of(rest));
        }
    }
}

/// <summary>How many get one thing before a change and another after it?</summary>
/// <param name="Before">The variation's key; null: they take no part.</param>
public sealed record ShiftFlow(string? Before, string? After, int Subjects);

/// <summary>How many does a change move in one part of the traffic?</summary>
/// <param name="Dimension">"country" or "platform".</param>
/// <param name="Value">Empty: they named none; null: all other values together.</param>
public sealed record ShiftSegment(string Dimension, string? Value, ShiftCounts Counts);
