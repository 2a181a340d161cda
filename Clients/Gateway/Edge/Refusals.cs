using Actors.Contracts;
using Actors.Foundation;
using Actors.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Edge;

/// <summary>How does a considered no look over HTTP? The only place that turns refusals into problem details.</summary>
internal static class Refusals
{
    public const string TypePrefix = "urn:actors:problem:";

    /// <summary>What makes of an answer a result, and of a refusal its problem details.</summary>
    public static IResult Or<T>(this Answer<T> answer, Func<T, IResult> result) =>
        answer.Refusal is { } refusal ? refusal.ToResult() : result(answer.Value!);

    public static IResult ToResult(this Refusal refusal)
    {
        var problem = ToProblem(refusal);
        return refusal.Code == "batch-running" ? new RetryLater(problem) : problem;
    }

    /// <summary>412, with the document as it is now, so that the author can merge without asking again.</summary>
    public static IResult Stale(Refusal refusal, object current, long revision)
    {
        var details = Details(refusal, StatusCodes.Status412PreconditionFailed);
        details.Extensions["current"] = current;
        return new Tagged(TypedResults.Problem(details), revision);
    }

    public static ProblemHttpResult ToProblem(Refusal refusal) =>
        TypedResults.Problem(Details(refusal, StatusOf(refusal.Code)));

    public static int StatusOf(string code) => code switch
    {
        "json-invalid" or "header-invalid" or "parameter-invalid" => StatusCodes.Status400BadRequest,
        "token-unknown" or "token-expired" or "token-missing" => StatusCodes.Status401Unauthorized,
        "forbidden" => StatusCodes.Status403Forbidden,
        "revision-stale" => StatusCodes.Status412PreconditionFailed,
        "unsupported-media-type" => StatusCodes.Status415UnsupportedMediaType,
        "batch-refused" or "environment-unknown" => StatusCodes.Status422UnprocessableEntity,
        _ when code.EndsWith("-not-found", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ when code.EndsWith("-invalid", StringComparison.Ordinal) => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    public static ProblemItem ItemOf(Problem problem) => new(problem.Path, problem.Code, problem.Message);

    private static ProblemDetails Details(Refusal refusal, int status)
    {
        var details = new ProblemDetails
        {
            Type = TypePrefix + refusal.Code,
            Title = refusal.Code.Replace('-', ' '),
            Detail = refusal.Message,
            Status = status,
        };
        if (!refusal.Problems.IsDefaultOrEmpty)
            details.Extensions["problems"] = (IReadOnlyList<ProblemItem>)
                [.. refusal.Problems.Select(ItemOf)];

        return details;
    }

    private sealed class RetryLater(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "1";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
