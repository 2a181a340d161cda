using System.Collections.Immutable;
using Actors.Allocation;
using Actors.Contracts.Allocation;
using Actors.Evaluation;

namespace Actors.Gateway.Allocation;

/// <summary>Has an operator decided something for this subject? Then its actor knows what. Immutable.</summary>
internal sealed class OverriddenSubjects
{
    private readonly ImmutableArray<OverriddenGroup> _groups;

    private OverriddenSubjects(long version, ImmutableArray<OverriddenGroup> groups) =>
        (Version, _groups) = (version, groups);

    /// <summary>Nobody, as far as is known: the region has not told yet.</summary>
    public static OverriddenSubjects Unknown { get; } = new(-1, []);

    /// <summary>-1: nothing has been heard.</summary>
    public long Version { get; }

    public bool IsEmpty => _groups.IsEmpty;

    public int Count => _groups.Sum(group => group.Hashes.Length);

    /// <summary>Whether who has this value of the attribute is listed.</summary>
    public bool Lists(string attribute, string value)
    {
        foreach (var group in _groups)
        {
            if (group.Attribute == attribute)
                return group.Hashes.BinarySearch(UserId.HashOf(value)) >= 0;
        }

        return false;
    }

    /// <summary>By which attributes, and as whom, the subject is listed.</summary>
    public IEnumerable<(string Attribute, string Value)> Naming(Subject subject)
    {
        foreach (var group in _groups)
        {
            if (subject.Text(group.Attribute) is { } value
                && group.Hashes.BinarySearch(UserId.HashOf(value)) >= 0
                && UserId.IsValue(value))
                yield return (group.Attribute, value);
        }
    }

    /// <summary>Null when the update does not build on this: ask for everybody.</summary>
    public OverriddenSubjects? With(OverriddenUpdate update)
    {
        if (update.IsWhole)
            return new(
                update.Version, Sorted(update.Listed.Select(group => (group.Attribute, group.Hashes.ToHashSet()))));
        if (update.AfterVersion != Version)
            return null;
        if (update.Version == Version)
            return this;

        var subjects = _groups.ToDictionary(
            group => group.Attribute, group => group.Hashes.ToHashSet(), StringComparer.Ordinal);
        foreach (var group in update.Listed)
        {
            if (!subjects.TryAdd(group.Attribute, [.. group.Hashes]))
                subjects[group.Attribute].UnionWith(group.Hashes);
        }

        foreach (var group in update.StruckOff)
            subjects.GetValueOrDefault(group.Attribute)?.ExceptWith(group.Hashes);
        return new(update.Version, Sorted(subjects.Select(one => (one.Key, one.Value))));
    }

    private static ImmutableArray<OverriddenGroup> Sorted(IEnumerable<(string Attribute, HashSet<ulong> Hashes)> all) =>
        [.. all.Where(one => one.Hashes.Count > 0)
            .Select(one => new OverriddenGroup(one.Attribute, [.. one.Hashes.Order()]))];
}
