using System.Collections.Immutable;

namespace Actors.Allocation;

/// <summary>What is kept about one subject? Of most there is nothing.</summary>
[GenerateSerializer, Immutable, Alias("user-memory")]
public sealed record UserMemory
{
    public static UserMemory Empty { get; } = new();

    /// <summary>
    /// Grows with each change, also over an erasure: at least the milliseconds since 1970 at which it was made.
    /// </summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>By <see cref="StickyAssignment.Key"/>, ordinal.</summary>
    [Id(1)]
    public ImmutableSortedDictionary<string, StickyAssignment> Assignments { get; init; } = Sorted<StickyAssignment>();

    /// <summary>By target as text, ordinal; also those that have expired and were not cleared away yet.</summary>
    [Id(2)] public ImmutableSortedDictionary<string, Override> Overrides { get; init; } = Sorted<Override>();

    /// <summary>By <see cref="KnownExposure.Key"/>, ordinal.</summary>
    [Id(3)] public ImmutableSortedDictionary<string, KnownExposure> Exposures { get; init; } = Sorted<KnownExposure>();

    /// <summary>By time, the oldest first; at most <see cref="UserDecisions.MaxTimeline"/>.</summary>
    [Id(4)] public ImmutableArray<TimelineEntry> Timeline { get; init; } = [];

    public bool IsEmpty =>
        Assignments.IsEmpty && Overrides.IsEmpty && Exposures.IsEmpty && Timeline.IsEmpty;

    private static ImmutableSortedDictionary<string, T> Sorted<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
