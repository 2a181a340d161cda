using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>How far have all environments' rulesets followed something that is handed over to each?</summary>
/// <remarks>By environment name, ordinal. When nothing changes, the answer is the same reference.</remarks>
public static class HandOvers
{
    public static ImmutableSortedDictionary<string, HandOver> None { get; } =
        ImmutableSortedDictionary.Create<string, HandOver>(StringComparer.Ordinal);

    /// <summary>Environments whose rulesets have not acknowledged the last change yet, by name.</summary>
    public static IEnumerable<string> Waiting(this ImmutableSortedDictionary<string, HandOver> handOvers) =>
        handOvers.Where(entry => entry.Value.IsWaiting).Select(entry => entry.Key);

    /// <param name="revision">The one that was handed over.</param>
    /// <param name="version">The ruleset's version that holds it.</param>
    public static ImmutableSortedDictionary<string, HandOver> Acknowledged(
        this ImmutableSortedDictionary<string, HandOver> handOvers, string environment, long revision, long version) =>
        handOvers.TryGetValue(environment, out var handOver) && revision > handOver.Acknowledged
            ? handOvers.SetItem(environment, handOver with { Acknowledged = revision, Version = version })
            : handOvers;

    /// <summary>
    /// Lets the hand-overs be those of the project's environments: an added one waits, a removed one no longer does.
    /// </summary>
    /// <param name="revision">The last one; 0: there is nothing to hand over yet.</param>
    public static ImmutableSortedDictionary<string, HandOver> Covering(
        this ImmutableSortedDictionary<string, HandOver> handOvers, ImmutableArray<string> environments, long revision)
    {
        var covering = handOvers.RemoveRange(handOvers.Keys.Except(environments));
        var waiting = new HandOver(revision, 0, 0);
        return revision == 0
            ? covering
            : covering.AddRange(
                environments.Except(covering.Keys).Select(name => KeyValuePair.Create(name, waiting)));
    }

    /// <summary>A new revision goes to these environments.</summary>
    /// <param name="differs">Whether something else is published there than before.</param>
    /// <remarks>
    /// A hand-over that nobody has acknowledged may have arrived or not. It moves as well: a later repetition then
    /// carries the number of what it contains, and the ruleset can tell the two apart.
    /// </remarks>
    public static ImmutableSortedDictionary<string, HandOver> Moved(
        this ImmutableSortedDictionary<string, HandOver> handOvers,
        ImmutableArray<string> environments,
        long revision,
        Func<string, bool> differs)
    {
        var next = handOvers.ToBuilder();
        next.RemoveRange(handOvers.Keys.Except(environments));
        foreach (var name in environments)
        {
            var handOver = handOvers.GetValueOrDefault(name);
            if (handOver.IsWaiting || differs(name))
            {
                next[name] = handOver with { Revision = revision };
            }
        }

        return next.ToImmutable();
    }
}
