using System.ComponentModel;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class AuditEndpoints
{
    private const int MaxSubject = 300;

    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/projects/{project}").WithTags("Audit").MapGet("/audit", Read).Needs(Role.Viewer)
            .Describe(
                "ReadAudit",
                "Read the audit log",
                "Every write in the project, newest first. Link names the next page.")
            .Answers<AuditResponse>(200, Examples.Audit).Refuses(400, 404, 422);

    private static async Task<IResult> Read(
        string project,
        [Description("Only writes to this, for example feature/checkout-button.")] string? subject,
        [Description("Only older entries: a time in RFC 3339.")] DateTimeOffset? before,
        [Description("1 to 1,000; 100 when left out.")] int? limit,
        HttpContext http,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var wrong = Checks.OutOfRange("limit", limit, 1, 1_000);
        if (subject?.Length > MaxSubject)
            wrong ??= new("parameter-invalid", $"'subject' has at most {MaxSubject} characters.");
        if (wrong is not null) return wrong.ToResult();

        var query = new AuditQuery(subject, before, limit ?? 100);
        var found = await calls.Call((grains, token) => grains.GetProject(project).Audit(query, token), cancellation);
        DateTimeOffset? next = found.Length == query.Limit ? found[^1].At : null;
        Paging.LinkNext(http, "before", next?.ToUniversalTime().ToString("O"));
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
