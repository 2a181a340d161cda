using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What becomes of a saved group when a change is asked for?</summary>
/// <remarks>The same history is the answer when nothing changes, or when the operation was the last one.</remarks>
public static class SavedGroupDecisions
{
    /// <param name="expected">The revision that the author saw; 0: it must not exist; null: whatever it is.</param>
    /// <param name="environments">The project's environments, now: each gets it.</param>
    /// <returns>The next history. Refused with "group-exists", "revision-stale" or "group-invalid".</returns>
    public static Decision<SavedGroupHistory> Put(
        SavedGroupHistory state,
        string id,
        SavedGroup wanted,
        long? expected,
        Authorship authorship,
        ImmutableArray<string> environments,
        DateTimeOffset now)
    {
        if (IsRepeated(state, authorship))
        {
            return state;
        }

        if (Unexpected(state, expected) is { } unexpected)
        {
            return unexpected;
        }

        var problems = SavedGroupForm.Problems(id, wanted);
        if (!problems.IsEmpty)
        {
            return new Refusal("group-invalid", "The saved group has problems; each is listed.")
            {
                Problems = problems,
            };
        }

        var group = SavedGroupForm.Normalised(wanted);
        return group == state.Group ? state : Next(state, group, authorship, environments, now);
    }

    /// <summary>Refused with "group-not-found" or "revision-stale".</summary>
    public static Decision<SavedGroupHistory> Delete(
        SavedGroupHistory state,
        long? expected,
        Authorship authorship,
        ImmutableArray<string> environments,
        DateTimeOffset now)
    {
        if (IsRepeated(state, authorship))
        {
            return state;
        }

        return state.Group is null
            ? new Refusal("group-not-found", "There is no such saved group.")
            : Unexpected(state, expected) is { } unexpected
                ? unexpected
                : Next(state, null, authorship, environments, now);
    }

    private static bool IsRepeated(SavedGroupHistory state, Authorship authorship) =>
        authorship.OperationId.Length > 0 && authorship.OperationId == state.LastOperationId;

    private static Refusal? Unexpected(SavedGroupHistory state, long? expected)
    {
        if (expected == 0 && state.Group is not null)
        {
            return new("group-exists", $"The saved group exists already, at revision {state.Revision}.");
        }

        return expected is null or 0 || expected == state.Revision
            ? null
            : new("revision-stale", $"The saved group is at revision {state.Revision}, not {expected}: look again.");
    }

    private static SavedGroupHistory Next(
        SavedGroupHistory state,
        SavedGroup? group,
        Authorship authorship,
        ImmutableArray<string> environments,
        DateTimeOffset now)
    {
        var differs = group?.Values != state.Group?.Values;
        return state with
        {
            Revision = state.Revision + 1,
            CreatedAt = state.Group is null ? now : state.CreatedAt,
            ChangedAt = now,
            ChangedBy = authorship.Author,
            Group = group,
            LastOperationId = authorship.OperationId,
            HandOvers = state.HandOvers.Moved(environments, state.Revision + 1, _ => differs),
        };
    }
}
