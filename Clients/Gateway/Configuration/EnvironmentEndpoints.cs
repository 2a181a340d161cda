using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Foundation;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class EnvironmentEndpoints
{
    public static void MapEnvironments(this IEndpointRouteBuilder routes)
    {
        var environments = routes.MapGroup("/projects/{project}/environments").WithTags("Environments");
        environments.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListEnvironments", "List environments", "With what each publishes now.")
            .Answers<EnvironmentList>(200, Examples.EnvironmentList).Refuses(404, 422);
        environments.MapGet("/{environment}", Read).Needs(Role.Viewer)
            .Describe("ReadEnvironment", "Read an environment", "With what it publishes now.")
            .Answers<EnvironmentResponse>(200, Examples.Environment).Refuses(404, 422);
        environments.MapPut("/{environment}", Put).Needs(Role.Admin)
            .Describe(
                "PutEnvironment", "Add an environment",
                "A change of the project: conditions and the ETag are about the project's revision. There is no body.")
            .Answers<ProjectResponse>(200, Examples.Project).Refuses(400, 404, 412, 422);
        environments.MapPatch("/{environment}", Permit).Needs(Role.Admin)
            .Describe(
                "PatchEnvironment", "Change what an environment permits",
                "A new version of what it publishes, so that every gateway hears of it. Takes no conditions.")
            .Takes<EnvironmentRequest>(Examples.EnvironmentRequest, "application/merge-patch+json")
            .Answers<EnvironmentResponse>(200, Examples.Environment).Refuses(400, 404, 415, 422);
        environments.MapDelete("/{environment}", Remove).Needs(Role.Admin)
            .Describe(
                "RemoveEnvironment", "Remove an environment",
                "Gateways let go of it. Conditions and the ETag are about the project's revision.")
            .Answers<ProjectResponse>(200, Examples.Project).Refuses(400, 404, 412, 422);
    }

    private static async Task<IResult> List(
        string project, ProjectChanges changes, GrainCalls calls, CancellationToken cancellation)
    {
        var current = await changes.Current(project, cancellation);
        if (current.Refusal is { } refusal) return refusal.ToResult();

        var names = current.Value!.Project.Environments;
        var shown = await Task.WhenAll(names.Select(name => Show(new(project, name), calls, cancellation)));
        return new Tagged(TypedResults.Ok(new EnvironmentList(shown)), current.Value.Revision);
    }

    private static async Task<IResult> Read(
        string project, string environment, ProjectChanges changes, GrainCalls calls, CancellationToken cancellation)
    {
        var found = await changes.WithEnvironment(new(project, environment), cancellation);
        return found.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await Show(new(project, environment), calls, cancellation));
    }

    private static Task<IResult> Put(
        string project,
        string environment,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        CancellationToken cancellation) =>
        changes.Change(
            project,
            current => current! with
            {
                Environments =
                [
                    .. current.Environments.Append(environment)
                        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
                ],
            },
            headers, user, mayCreate: false, cancellation);

    private static async Task<IResult> Permit(
        string project,
        string environment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.EnvironmentRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        if (body.Value!.ClientKeysMayFetchRules is { } may)
            await calls.Call(
                (grains, token) => grains.GetRuleset(id).Permit(may, headers.By(user), token), cancellation);

        return TypedResults.Ok(await Show(id, calls, cancellation));
    }

    private static Task<IResult> Remove(
        string project,
        string environment,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        CancellationToken cancellation) =>
        changes.Change(
            project,
            current => current!.Environments.Contains(environment)
                ? current with { Environments = current.Environments.Remove(environment) }
                : new Refusal("environment-not-found", $"The project has no environment '{environment}'."),
            headers, user, mayCreate: false, cancellation);

    private static async Task<EnvironmentResponse> Show(
        EnvironmentId environment, GrainCalls calls, CancellationToken cancellation)
    {
        var published = await calls.Call(
            (grains, token) => grains.GetRuleset(environment).Propagation(token), cancellation);
        return new(
            environment.Environment,
            published.Version,
            Published.At(published.Version, published.PublishedAt),
            published.ContentHash,
            published.ClientKeysMayFetchRules);
    }
}
