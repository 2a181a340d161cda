using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Allocation;

/// <summary>Of which subjects of an environment has an operator decided something?</summary>
/// <remarks>
/// A subject that is listed and has no override costs a question too many; one that has and is not listed would not get
/// it. So it is listed before its override is kept, and struck off after, each time with the revision of what is kept:
/// what comes late strikes nobody off.
/// </remarks>
[GenerateSerializer, Immutable, Alias("overridden-index")]
public sealed record OverriddenIndex
{
    /// <summary>A gateway is told, and holds, 8 bytes of each.</summary>
    public const int MaxSubjects = 100_000;

    public static OverriddenIndex Empty { get; } = new();

    /// <summary>Grows by one with each change of who is listed.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>By attribute, ordinal, then by <see cref="UserId.HashOf"/>: the revision that listed it.</summary>
    [Id(1)]
    public ImmutableSortedDictionary<string, ImmutableDictionary<ulong, long>> Subjects { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableDictionary<ulong, long>>(StringComparer.Ordinal);

    public int Count => Subjects.Values.Sum(subjects => subjects.Count);

    /// <summary>
    /// Refused with "too-many-overridden". The version moves only when the subject was not listed before.
    /// </summary>
    public Decision<OverriddenIndex> With(string attribute, ulong hash, long revision)
    {
        var known = Subjects.GetValueOrDefault(attribute) ?? ImmutableDictionary<ulong, long>.Empty;
        var isListed = known.TryGetValue(hash, out var listedBy);
        if (isListed && listedBy >= revision)
        {
            return this;
        }

        if (!isListed && Count >= MaxSubjects)
        {
            return new Refusal(
                "too-many-overridden", $"An environment has overrides for at most {MaxSubjects:N0} subjects.");
        }

        return this with
        {
            Version = isListed ? Version : Version + 1,
            Subjects = Subjects.SetItem(attribute, known.SetItem(hash, revision)),
        };
    }

    /// <summary>Changes nothing when the subject is not listed, or was listed by a later revision.</summary>
    public OverriddenIndex Without(string attribute, ulong hash, long revision)
    {
        if (Subjects.GetValueOrDefault(attribute) is not { } known
            || !known.TryGetValue(hash, out var listedBy)
            || listedBy > revision)
        {
            return this;
        }

        var left = known.Remove(hash);
        return this with
        {
            Version = Version + 1,
            Subjects = left.IsEmpty ? Subjects.Remove(attribute) : Subjects.SetItem(attribute, left),
        };
    }

    public ImmutableArray<OverriddenGroup> Groups() =>
        [.. Subjects.Select(one => new OverriddenGroup(one.Key, [.. one.Value.Keys]))];
}
