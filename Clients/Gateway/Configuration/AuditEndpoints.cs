using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Gateway.Configuration;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/projects/{project}").WithTags("Audit").MapGet("/audit", OfProject).Needs(Role.Viewer)
            .Describe(
                "ReadAudit",
                "Read the audit log",
                "Every write in the project, newest first. Link names the next page.")
            .Answers<AuditResponse>(200, Examples.Audit).Refuses(400, 404, 422);
        routes.MapGet("/audit", OfAccess).WithTags("Audit").Needs(Role.Admin)
            .Describe(
                "ReadAccessAudit",
                "Read the audit log of admin tokens",
                "Every token that was issued or revoked, newest first. Link names the next page.")
            .Answers<AuditResponse>(200, Examples.AccessAudit).Refuses(400);
    }

    private static async Task<IResult> OfProject(
        string project,
        [AsParameters] AuditPage page,
        HttpContext http,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var found = await calls.Call(
            (grains, token) => grains.GetProject(project).Audit(page.Query, token), cancellation);
        return Answer(found, page.Query, http);
    }

    private static async Task<IResult> OfAccess(
        [AsParameters] AuditPage page, HttpContext http, GrainCalls calls, CancellationToken cancellation)
    {
        var found = await calls.Call((grains, token) => grains.GetAccess().Audit(page.Query, token), cancellation);
        return Answer(found, page.Query, http);
    }

    private static Ok<AuditResponse> Answer(ImmutableArray<AuditEntry> found, AuditQuery query, HttpContext http)
    {
        var next = found.Length == query.Limit ? AuditCursor.Of(found[^1]).ToString() : null;
        Paging.LinkNext(http, "before", next);
        return TypedResults.Ok(new AuditResponse([.. found.Select(Of)], next));
    }

    private static AuditItem Of(AuditEntry entry) => new(
        entry.Subject,
        entry.Revision,
        entry.At,
        entry.Author,
        entry.OperationId,
        entry.Comment,
        entry.Verb,
        Json.ValueOrNull(entry.Change.Length == 0 ? null : entry.Change),
        Json.ValueOrNull(entry.Document));
}
