namespace Actors.Population;

/// <summary>How many subjects does a change move?</summary>
/// <param name="Subjects">All that were asked about.</param>
/// <param name="Before">Who takes part before.</param>
/// <param name="After">Who takes part after.</param>
/// <param name="Entering">They take no part before.</param>
/// <param name="Leaving">They take no part any more.</param>
/// <param name="Switching">They get another variation.</param>
/// <param name="Changing">Some value that they get becomes another one, whatever the reason.</param>
public readonly record struct ShiftCounts(
    int Subjects, int Before, int After, int Entering, int Leaving, int Switching, int Changing)
{
    public int Moved => Entering + Leaving + Switching;

    public static ShiftCounts Of(IReadOnlyCollection<Placement> placements) => new(
        placements.Count,
        placements.Count(one => one.Before is not null),
        placements.Count(one => one.After is not null),
        placements.Count(one => one is { Before: null, After: not null }),
        placements.Count(one => one is { Before: not null, After: null }),
        placements.Count(one => one is { Before: not null, After: not null } && one.Before != one.After),
        placements.Count(one => one.IsOther));
}
