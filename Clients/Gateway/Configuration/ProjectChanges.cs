using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Configuration;

/// <summary>How is a project changed under the author's condition?</summary>
internal sealed class ProjectChanges(GrainCalls calls)
{
    /// <summary>How often a change without a condition of its own is put on top of a newer revision.</summary>
    public const int MaxAttempts = 5;

    public Task<Answer<ProjectView>> Current(string project, CancellationToken cancellation) =>
        calls.Call((grains, token) => grains.GetProject(project).Current(token), cancellation);

    public Task<Answer<ProjectView>> Put(
        string project, Project wanted, long? expected, Authorship authorship, CancellationToken cancellation) =>
        calls.Call(
            (grains, token) => grains.GetProject(project).Put(wanted, expected, authorship, token), cancellation);

    /// <summary>The project, when it has this environment.</summary>
    public async Task<Answer<ProjectView>> WithEnvironment(EnvironmentId environment, CancellationToken cancellation)
    {
        var answer = await Current(environment.Project, cancellation);
        return answer.Value is { } view && !view.Project.Environments.Contains(environment.Environment)
            ? new Refusal("environment-not-found", $"The project has no environment '{environment.Environment}'.")
            : answer;
    }

    /// <param name="edit">What the project shall be, from what it is (null: it is not).</param>
    /// <param name="mayCreate">Whether the project may be missing.</param>
    public async Task<IResult> Change(
        string project,
        Func<Project?, Answer<Project>> edit,
        ChangeHeaders headers,
        ClaimsPrincipal user,
        bool mayCreate,
        CancellationToken cancellation)
    {
        var condition = headers.Precondition;
        for (var attempt = 1; ; attempt++)
        {
            var current = await Current(project, cancellation);
            if (current.Refusal is { } missing && (!mayCreate || condition.MustExist))
                return Missing(missing, mayCreate);

            var wanted = edit(current.Value?.Project);
            if (wanted.Refusal is { } refusal) return refusal.ToResult();

            var expected = condition.Revision ?? current.Value?.Revision ?? 0;
            var answer = await Put(project, wanted.Value!, expected, headers.By(user), cancellation);
            if (!IsStale(answer.Refusal))
                return answer.Or(current.Value is null ? ProjectBodies.Created : ProjectBodies.Shown);

            if (condition.Revision is not null || attempt == MaxAttempts)
                return await Stale(project, answer.Refusal!, cancellation);
        }
    }

    public async Task<IResult> Delete(
        string project, ChangeHeaders headers, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var expected = headers.Precondition.Revision;
        var answer = await calls.Call(
            (grains, token) => grains.GetProject(project).Delete(expected, headers.By(user), token), cancellation);
        return IsStale(answer.Refusal)
            ? await Stale(project, answer.Refusal!, cancellation)
            : answer.Or(_ => TypedResults.NoContent());
    }

    private static bool IsStale(Refusal? refusal) => refusal?.Code is "revision-stale" or "project-exists";

    // RFC 9110: a condition on what is not there has failed, also where the request might have created it.
    private static IResult Missing(Refusal missing, bool mayCreate) =>
        (mayCreate ? new Refusal("revision-stale", missing.Message) : missing).ToResult();

    private async Task<IResult> Stale(string project, Refusal refusal, CancellationToken cancellation)
    {
        var current = await Current(project, cancellation);
        var stale = refusal with { Code = "revision-stale" };
        return current.Value is { } view
            ? Refusals.Stale(stale, ProjectBodies.Of(view), view.Revision)
            : stale.ToResult();
    }
}
