using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What becomes of a project when a change is asked for?</summary>
/// <remarks>The same history is the answer when nothing changes, or when the operation was the last one.</remarks>
public static class ProjectDecisions
{
    public const int MaxEnvironments = 50;

    /// <param name="wanted">Its environments may come in any order, and more than once.</param>
    /// <param name="expected">The revision that the author saw; 0: it must not exist; null: whatever it is.</param>
    /// <returns>The next history. Refused with "project-exists", "revision-stale" or "project-invalid".</returns>
    public static Decision<ProjectHistory> Put(
        ProjectHistory state, string key, Project wanted, long? expected, Authorship authorship, DateTimeOffset now)
    {
        if (IsRepeated(state, authorship))
        {
            return state;
        }

        if (Unexpected(state, expected) is { } unexpected)
        {
            return unexpected;
        }

        var project = Normalised(wanted);
        var problems = Problems(key, project);
        if (!problems.IsEmpty)
        {
            return new Refusal("project-invalid", "The project has problems; each is listed.") { Problems = problems };
        }

        return IsSame(state.Project, project) ? state : Next(state, project, authorship, now);
    }

    /// <summary>Refused with "project-not-found", "revision-stale" or "project-not-empty".</summary>
    /// <param name="featureCount">How many features are left in it.</param>
    /// <param name="groupCount">How many saved groups are left in it.</param>
    public static Decision<ProjectHistory> Delete(
        ProjectHistory state,
        long? expected,
        Authorship authorship,
        DateTimeOffset now,
        int featureCount,
        int groupCount = 0)
    {
        if (IsRepeated(state, authorship))
        {
            return state;
        }

        if (state.Project is null)
        {
            return new Refusal("project-not-found", "There is no such project.");
        }

        if (Unexpected(state, expected) is { } unexpected)
        {
            return unexpected;
        }

        return featureCount + groupCount == 0
            ? Next(state, null, authorship, now)
            : new Refusal(
                "project-not-empty",
                $"The project still has {featureCount} features and {groupCount} saved groups: delete them first.");
    }

    private static bool IsRepeated(ProjectHistory state, Authorship authorship) =>
        authorship.OperationId.Length > 0 && authorship.OperationId == state.LastOperationId;

    private static Refusal? Unexpected(ProjectHistory state, long? expected)
    {
        if (expected == 0 && state.Project is not null)
        {
            return new("project-exists", $"The project exists already, at revision {state.Revision}.");
        }

        return expected is null or 0 || expected == state.Revision
            ? null
            : new("revision-stale", $"The project is at revision {state.Revision}, not {expected}: look again.");
    }

    private static Project Normalised(Project project) => project with
    {
        Environments = project.Environments.IsDefault
            ? []
            : [.. project.Environments.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    private static ImmutableArray<Problem> Problems(string key, Project project)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!Key.IsValid(key))
        {
            problems.Add(new("", "key-invalid", $"The key of a project is {Key.Form}."));
        }

        if (string.IsNullOrWhiteSpace(project.Name))
        {
            problems.Add(new("/name", "text-invalid", "A project needs a name."));
        }

        problems.AddRange(new[]
        {
            TextForm.Problem(project.Name, 200, "/name"),
            TextForm.Problem(project.Description, 2_000, "/description"),
        }.OfType<Problem>());
        if (project.Environments.Length is 0 or > MaxEnvironments)
        {
            problems.Add(
                new("/environments", "environment-count", $"A project has 1 to {MaxEnvironments} environments."));
        }

        problems.AddRange(project.Environments.Where(name => !Key.IsValid(name)).Take(MaxEnvironments).Select(name =>
            new Problem("/environments", "key-invalid", $"The name of an environment is {Key.Form}, not '{name}'.")));
        return problems.ToImmutable();
    }

    private static bool IsSame(Project? before, Project after) =>
        before is not null && before.Name == after.Name && before.Description == after.Description
        && before.Environments.SequenceEqual(after.Environments);

    private static ProjectHistory Next(
        ProjectHistory state, Project? project, Authorship authorship, DateTimeOffset now) => state with
        {
            Revision = state.Revision + 1,
            CreatedAt = state.Project is null ? now : state.CreatedAt,
            ChangedAt = now,
            Project = project,
            LastOperationId = authorship.OperationId,
        };
}
