using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Who belongs to which named group? Immutable; what <c>$inGroup</c> and <c>$notInGroup</c> look up.</summary>
public sealed class SavedGroups
{
    /// <summary>How many ids one group may have.</summary>
    public const int IdsLimit = 100_000;

    private readonly ImmutableDictionary<string, ValueSet> _byId;

    private SavedGroups(ImmutableDictionary<string, ValueSet> byId) => _byId = byId;

    /// <summary>No group at all.</summary>
    public static SavedGroups Empty { get; } =
        new(ImmutableDictionary.Create<string, ValueSet>(StringComparer.Ordinal));

    /// <summary>The ids of the groups, in no order.</summary>
    public IEnumerable<string> Ids => _byId.Keys;

    /// <summary>Reads an object of lists, <c>{"id": ["u1", 2]}</c>; "2" and 2 are two different members.</summary>
    /// <param name="groupsObject">The object.</param>
    /// <param name="groups">Null when the answer is false.</param>
    /// <param name="problem">One sentence on what was wrong; null when the answer is true.</param>
    public static bool TryFrom(
        JsonElement groupsObject,
        [NotNullWhen(true)] out SavedGroups? groups,
        [NotNullWhen(false)] out string? problem)
    {
        (groups, problem) = (null, null);
        if (groupsObject.ValueKind != JsonValueKind.Object)
        {
            problem = "Saved groups must be an object of lists.";
            return false;
        }
        var read = Empty;
        foreach (var group in groupsObject.EnumerateObject())
        {
            if (!read.TryWith(group.Name, group.Value, out var next, out problem))
                return false;
            read = next;
        }
        groups = read;
        return true;
    }

    /// <summary>These groups with one more, or with other members of one; the others are not compiled again.</summary>
    /// <param name="id">What conditions call the group.</param>
    /// <param name="members">A list of at most <see cref="IdsLimit"/> values.</param>
    /// <param name="groups">Null when the answer is false.</param>
    /// <param name="problem">One sentence on what was wrong; null when the answer is true.</param>
    public bool TryWith(
        string id,
        JsonElement members,
        [NotNullWhen(true)] out SavedGroups? groups,
        [NotNullWhen(false)] out string? problem)
    {
        (groups, problem) = (null, null);
        if (members.ValueKind != JsonValueKind.Array || members.GetArrayLength() > IdsLimit)
            problem = $"The saved group \"{id}\" must be a list of at most {IdsLimit} values.";
        else if (!ScriptReader.TryRead(members, out var list))
            problem = $"The saved group \"{id}\" holds text that is not valid Unicode.";
        else
            groups = new SavedGroups(_byId.SetItem(id, new ValueSet(list.Items)));
        return groups is not null;
    }

    /// <summary>These groups without one.</summary>
    public SavedGroups Without(string id) => new(_byId.Remove(id));

    internal bool TryFind(string id, [NotNullWhen(true)] out ValueSet? members) =>
        _byId.TryGetValue(id, out members);

    /// <summary>Whether a feature that asks for this group need not be compiled anew.</summary>
    internal bool IsSame(string id, SavedGroups other) =>
        ReferenceEquals(_byId.GetValueOrDefault(id), other._byId.GetValueOrDefault(id));
}
