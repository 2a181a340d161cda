using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Implementation.Configuration;

/// <summary>
/// Which saved groups has a project, as far as they have announced themselves, and what may become of them?
/// </summary>
/// <remarks>Learned and written as <see cref="ProjectIndex"/> does with features.</remarks>
internal sealed class ProjectGroups(Storage<ProjectGroupsState> state)
{
    private const string DuePrefix = "group/";

    private ImmutableSortedDictionary<string, SavedGroupSummary>? _learned;

    /// <summary>By id, tombstones included.</summary>
    public ImmutableSortedDictionary<string, SavedGroupSummary> Known => _learned ?? state.Durable.Groups;

    public ImmutableArray<SavedGroupSummary> Listed => [.. Known.Values.Where(group => !group.Deleted)];

    /// <summary>
    /// How a group is called among all that may have something left to hand over: as no feature can be.
    /// </summary>
    public static string DueName(string group) => DuePrefix + group;

    /// <summary>The id of the group that is called so, or null: it is a feature.</summary>
    public static string? OfDueName(string name) =>
        name.StartsWith(DuePrefix, StringComparison.Ordinal) ? name[DuePrefix.Length..] : null;

    /// <summary>Why a group may not become so large; null: it may.</summary>
    public Refusal? TooLarge(string id, long bytes)
    {
        var others = Listed.Where(group => group.Id != id).ToList();
        return others.Count >= SavedGroupForm.MaxGroups
            || others.Sum(group => group.Bytes) + bytes > SavedGroupForm.MaxBytesOfProject
            ? new(
                "groups-too-large",
                $"A project has at most {SavedGroupForm.MaxGroups:N0} saved groups, whose values are at most "
                + $"{SavedGroupForm.MaxBytesOfProject:N0} bytes in all.")
            : null;
    }

    /// <summary>Why a group may not be deleted; null: it may.</summary>
    public static Refusal? InUse(string id, IEnumerable<FeatureSummary> features)
    {
        var users = features
            .Where(feature => !feature.Deleted && !feature.Groups.IsDefault && feature.Groups.Contains(id))
            .Select(feature => new Problem("", "group-named", $"The rules of feature '{feature.Key}' name it."))
            .Take(100)
            .ToImmutableArray();
        return users.IsEmpty
            ? null
            : new("group-in-use", $"Rules name the saved group '{id}'; 'problems' says whose.") { Problems = users };
    }

    /// <summary>Older news than known is ignored.</summary>
    public void Learn(SavedGroupSummary summary)
    {
        if (summary.Revision > (Known.GetValueOrDefault(summary.Id)?.Revision ?? 0))
        {
            _learned = Known.SetItem(summary.Id, summary);
        }
    }

    /// <summary>All that was learned is durable when it returns.</summary>
    public Task Write() => ReferenceEquals(Known, state.Newest.Groups)
        ? state.Settled
        : state.Keep(new ProjectGroupsState { Groups = Known });
}
