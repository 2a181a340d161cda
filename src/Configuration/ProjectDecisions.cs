using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What becomes of a project when a change is asked for?</summary>
public static class ProjectDecisions
{
    /// <summary>Refused with "project-exists", "revision-stale" or "project-invalid".</summary>
    public static Decision<ProjectHistory> Put(
        ProjectHistory state, string key, Project wanted, long? expected, Authorship authorship, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <summary>Refused with "project-not-found", "revision-stale" or "project-not-empty".</summary>
    public static Decision<ProjectHistory> Delete(
        ProjectHistory state, long? expected, Authorship authorship, DateTimeOffset now, int featureCount) =>
        throw new NotImplementedException();
}
