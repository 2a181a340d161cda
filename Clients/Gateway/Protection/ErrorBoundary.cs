using Actors.Contracts;

namespace Actors.Gateway.Protection;

/// <summary>
/// What does a client see when something goes wrong? The one place where exceptions and bare statuses become problem
/// details: "not now" is 503 with Retry-After, and nothing of a stack trace leaves.
/// </summary>
internal sealed partial class ErrorBoundary(RequestDelegate next, ILogger<ErrorBoundary> logger)
{
    private const int ClientClosedRequest = 499;
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (!TrafficClasses.IsForSdks(context.Request.Path))
            headers["Referrer-Policy"] = "no-referrer"; // for documents, which SDKs are never sent
        try
        {
            await next(context);
            if (IsBare(context.Response))
                await ProblemResponse.Write(context, ProblemKind.Of(context.Response.StatusCode));
        }
        catch (Exception failure)
        {
            await Answer(context, failure);
        }
    }

    private async Task Answer(HttpContext context, Exception failure)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = ClientClosedRequest;
            return;
        }

        var (kind, detail) = Judge(failure);
        if (kind == ProblemKind.InternalError)
            Log.Failed(logger, failure, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint");
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await ProblemResponse.Write(context, kind, detail, kind.Status == 503 ? _comeBackAfter : null);
    }

    private static (ProblemKind Kind, string? Detail) Judge(Exception failure) => failure switch
    {
        BadHttpRequestException bad => (ProblemKind.Of(bad.StatusCode), null),
        NotNowException notNow => (ProblemKind.NotNow, notNow.Message),
        _ when NotNow.Is(failure) => (ProblemKind.NotNow, null),
        IOException => (ProblemKind.BadRequest, "The request broke off."),
        _ => (ProblemKind.InternalError, null),
    };

    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} on {Endpoint} failed")]
        public static partial void Failed(ILogger logger, Exception failure, string method, string endpoint);
    }
}
