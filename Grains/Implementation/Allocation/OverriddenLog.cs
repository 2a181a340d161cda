using System.Collections.Immutable;
using Actors.Allocation;
using Actors.Contracts.Allocation;

namespace Actors.Implementation.Allocation;

/// <summary>Who was listed and struck off lately? In memory: who asks beyond it is told everything.</summary>
internal sealed class OverriddenLog
{
    private const int MaxEntries = 1_000;

    private readonly LinkedList<(long Version, string Attribute, ulong Hash)> _entries = [];

    public void Add(long version, string attribute, ulong hash)
    {
        _entries.AddLast((version, attribute, hash));
        if (_entries.Count > MaxEntries)
        {
            _entries.RemoveFirst();
        }
    }

    /// <summary>What a holder of <paramref name="afterVersion"/> is to be told.</summary>
    /// <param name="index">The durable one; the log may be ahead of it.</param>
    public OverriddenUpdate Since(OverriddenIndex index, long afterVersion)
    {
        if (afterVersion == index.Version)
        {
            return new(index.Version, afterVersion, [], []);
        }

        var news = _entries.Where(entry => entry.Version > afterVersion && entry.Version <= index.Version).ToList();
        if (afterVersion < 0 || afterVersion > index.Version || news.Count != index.Version - afterVersion)
        {
            return new(index.Version, -1, index.Groups(), []);
        }

        var subjects = news.Select(entry => (entry.Attribute, entry.Hash)).Distinct()
            .ToLookup(one => index.Subjects.GetValueOrDefault(one.Attribute)?.ContainsKey(one.Hash) == true);
        return new(index.Version, afterVersion, Groups(subjects[true]), Groups(subjects[false]));
    }

    private static ImmutableArray<OverriddenGroup> Groups(IEnumerable<(string Attribute, ulong Hash)> subjects) =>
        [.. subjects.GroupBy(one => one.Attribute).Select(
            group => new OverriddenGroup(group.Key, [.. group.Select(one => one.Hash)]))];
}
