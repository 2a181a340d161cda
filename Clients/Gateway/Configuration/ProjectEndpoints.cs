using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class ProjectEndpoints
{
    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        var projects = routes.MapGroup("/projects").WithTags("Projects");
        projects.MapGet("/", List).NeedsToken()
            .Describe("ListProjects", "List projects", "Those in which the caller has a role, by key.")
            .Answers<ProjectList>(200, Examples.ProjectList);
        projects.MapPost("/", Create).NeedsToken()
            .Describe("CreateProject", "Create a project", "Needs the role admin for all projects, or for this key.")
            .Takes<ProjectRequest>(Examples.ProjectRequest).Answers<ProjectResponse>(201, Examples.Project)
            .Refuses(400, 409, 415, 422);
        projects.MapGet("/{project}", Read).Needs(Role.Viewer)
            .Describe("ReadProject", "Read a project", "The ETag is its revision.")
            .Answers<ProjectResponse>(200, Examples.Project).Refuses(404, 422);
        projects.MapPut("/{project}", Put).Needs(Role.Admin)
            .Describe(
                "PutProject",
                "Create or replace a project",
                "Environments left out are removed, and gateways let go of them.")
            .Takes<ProjectRequest>(Examples.ProjectRequest).Answers<ProjectResponse>(200, Examples.Project)
            .Answers<ProjectResponse>(201, Examples.Project).Refuses(400, 412, 415, 422);
        projects.MapPatch("/{project}", Patch).Needs(Role.Admin)
            .Describe("PatchProject", "Change a project", "Members left out stay as they are.")
            .Takes<ProjectRequest>(Examples.ProjectPatch, "application/merge-patch+json")
            .Answers<ProjectResponse>(200, Examples.Project).Refuses(400, 404, 412, 415, 422);
        projects.MapDelete("/{project}", Delete).Needs(Role.Admin)
            .Describe("DeleteProject", "Delete a project", "Refused while a feature is left.")
            .AnswersNothing().Refuses(400, 404, 409, 412, 422);
    }

    private static async Task<IResult> List(ClaimsPrincipal user, GrainCalls calls, CancellationToken cancellation)
    {
        var list = await calls.Call((grains, token) => grains.GetEnvironments().Current(token), cancellation);
        var visible = list.Projects
            .Where(project => !project.Deleted && user.RoleIn(project.Project) != Role.None)
            .Select(found => new ProjectListItem(found.Project, found.Name, found.Environments, found.Revision));
        return TypedResults.Ok(new ProjectList([.. visible]));
    }

    private static async Task<IResult> Create(
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.ProjectRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var key = body.Value!.Key;
        if (key is null || !Key.IsValid(key))
            return ProjectBodies.Invalid("/key", "key-invalid", $"A project is called by {Key.Form}.");
        if (user.RoleIn(key) < Role.Admin) return ProjectBodies.Forbidden(key);

        var project = ProjectBodies.Read(body.Value, key);
        if (project.Refusal is { } refusal) return refusal.ToResult();

        var answer = await changes.Put(key, project.Value!, 0, headers.By(user), cancellation);
        return answer is { Refusal.Code: "revision-stale" }
            ? new Foundation.Refusal("project-exists", $"There is a project '{key}' already.").ToResult()
            : answer.Or(ProjectBodies.Created);
    }

    private static async Task<IResult> Read(string project, ProjectChanges changes, CancellationToken cancellation) =>
        (await changes.Current(project, cancellation)).Or(ProjectBodies.Shown);

    private static async Task<IResult> Put(
        string project,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.ProjectRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var wanted = ProjectBodies.Read(body.Value!, project);
        return wanted.Refusal is { } refusal
            ? refusal.ToResult()
            : await changes.Change(project, _ => wanted, headers, user, mayCreate: true, cancellation);
    }

    private static async Task<IResult> Patch(
        string project,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.ProjectRequest, cancellation);
        return body.Refusal is { } wrong
            ? wrong.ToResult()
            : await changes.Change(
                project,
                current => ProjectBodies.Read(body.Value!, project, current),
                headers,
                user,
                mayCreate: false,
                cancellation);
    }

    private static async Task<IResult> Delete(
        string project,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        CancellationToken cancellation) =>
        await changes.Delete(project, headers, user, cancellation);
}
