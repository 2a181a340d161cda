using System.Collections.Immutable;
using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Configuration;

internal static class TransferEndpoints
{
    /// <summary>Bytes.</summary>
    public const int MaxImport = 32 << 20;

    private const string ImportDescription =
        "Up to 10,000 features and 32 MB, all or none: 422 lists every problem. What is not in the file stays as it "
        + "is. Saved groups are written first, each as a change of its own; what was cut off may be repeated. 202 when "
        + "it takes longer than a minute: it is carried out in any case; Location shows how far.";

    private const string CopyDescription =
        "Lets this environment do with every feature what the other one does. All or none, as an import.";

    public static void MapTransfers(this IEndpointRouteBuilder routes)
    {
        var project = routes.MapGroup("/projects/{project}").WithTags("Transfer");
        project.MapPost("/import", Import).Needs(Role.Admin).WithMetadata(new RequestSizeLimitAttribute(MaxImport))
            .Describe("ImportProject", "Import features", ImportDescription)
            .Takes<ProjectDocument>(Examples.ProjectDocument).Answers<BatchResponse>(200, Examples.Batch)
            .Answers<BatchResponse>(202, Examples.RunningBatch).Refuses(400, 404, 409, 413, 415, 422);
        project.MapGet("/export", Export).Needs(Role.Viewer)
            .Describe(
                "ExportProject",
                "Export a project",
                "Settings, saved groups and every feature, as an import takes them.")
            .Answers<ProjectDocument>(200, Examples.ProjectDocument).Refuses(404, 422);
        project.MapPost("/environments/{environment}/copy", Copy).Needs(Role.Admin)
            .Describe("CopyEnvironment", "Copy another environment's rules to this one", CopyDescription)
            .Takes<CopyRequest>(Examples.Copy).Answers<BatchResponse>(200, Examples.Batch)
            .Answers<BatchResponse>(202, Examples.RunningBatch).Refuses(400, 404, 409, 415, 422);
        project.MapGet("/batches/{batch}", Batch).Needs(Role.Viewer)
            .Describe("ReadBatch", "See how far an import or a copy is", "Named by the operation's id.")
            .Answers<BatchResponse>(200, Examples.Batch).Refuses(400, 404, 422);
    }

    private static async Task<IResult> Import(
        string project,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        SavedGroupChanges groups,
        Batches batches,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var document = body.Value!;
        var file = ProjectFile.Read(document.RootElement);
        if (file.Refusal is { } refusal) return refusal.ToResult();

        var current = await changes.Current(project, cancellation);
        if (current.Refusal is { } missing && file.Value!.Settings is null) return missing.ToResult();

        var settings = file.Value!.SettingsOver(current.Value?.Project, project);
        var problems = await Problems(project, file.Value, current.Value, settings, groups, batches, cancellation);
        if (problems.Refusal is { } gone) return gone.ToResult();
        if (!problems.Value.IsEmpty) return Nothing(problems.Value).ToResult();

        if (file.Value.Settings is not null)
        {
            var put = await changes.Put(project, settings, null, SettingsBy(headers.By(user)), cancellation);
            if (put.Refusal is { } no) return no.ToResult();
        }

        return await groups.PutAll(project, file.Value.Groups, headers.By(user), cancellation) is { } refused
            ? refused.ToResult()
            : await batches.Run(project, file.Value.Entries, headers.By(user), cancellation);
    }

    /// <summary>
    /// All that can be wrong, before anything is written: an import changes everything or nothing.
    /// </summary>
    private static async Task<Answer<ImmutableArray<Problem>>> Problems(
        string project,
        ProjectFile file,
        ProjectView? current,
        Project settings,
        SavedGroupChanges groups,
        Batches batches,
        CancellationToken cancellation)
    {
        if (current is null)
            return file.Problems(settings.Environments, new Dictionary<string, FeatureSummary>())
                .AddRange(file.GroupProblems([]));

        var features = await batches.Features(project, cancellation);
        if (features.Refusal is { } gone) return gone;

        var known = features.Value.ToDictionary(feature => feature.Key, StringComparer.Ordinal);
        return file.Problems(settings.Environments, known)
            .AddRange(file.GroupProblems(await groups.List(project, cancellation)));
    }

    private static async Task<IResult> Export(
        string project, ProjectChanges changes, GrainCalls calls, CancellationToken cancellation)
    {
        var current = await changes.Current(project, cancellation);
        return current.Or(view => new ExportResult(view, calls));
    }

    private static async Task<IResult> Copy(
        string project,
        string environment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        Batches batches,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.CopyRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var from = body.Value!.From;
        var found = await changes.WithEnvironment(new(project, environment), cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();
        if (from == environment || !found.Value!.Project.Environments.Contains(from))
            return Invalid($"There is no other environment '{from}' in the project.");

        var features = await batches.Features(project, cancellation);
        if (features.Refusal is { } gone) return gone.ToResult();

        var copy = new CopyRules(from, environment);
        var entries = features.Value.Select(feature => new BatchEntry("/from", feature.Key, copy));
        return await batches.Run(project, [.. entries], headers.By(user), cancellation);
    }

    private static async Task<IResult> Batch(
        string project, string batch, GrainCalls calls, CancellationToken cancellation)
    {
        if (!ChangeHeaders.IsOperationId(batch))
            return new Refusal("parameter-invalid", "A batch is named by its operation id.").ToResult();

        var answer = await calls.Call((grains, token) => grains.GetProject(project).Batch(batch, token), cancellation);
        return answer.Or(status => TypedResults.Ok(Batches.Of(status)));
    }

    private static Refusal Nothing(ImmutableArray<Problem> problems) =>
        new("batch-refused", "Nothing was imported; 'problems' says why.") { Problems = problems };

    private static Authorship SettingsBy(Authorship authorship) =>
        authorship with
        {
            OperationId = "settings:" + authorship.OperationId[..Math.Min(authorship.OperationId.Length, 119)],
        };

    private static IResult Invalid(string message) =>
        new Refusal("copy-invalid", message) { Problems = [new("/from", "environment-unknown", message)] }.ToResult();
}
