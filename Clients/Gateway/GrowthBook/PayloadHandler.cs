using Actors.Configuration;
using Actors.Gateway.Ofrep;
using Actors.Gateway.Protection;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.GrowthBook;

/// <summary>What does an SDK get that evaluates for itself? GET /api/features/{clientKey}.</summary>
/// <remarks>A copy of bytes that are there already; a matching ETag costs a comparison.</remarks>
internal sealed class PayloadHandler(GrowthBookGate gate, Payloads payloads)
{
    private const string JsonType = "application/json; charset=utf-8";

    // GrowthBook's own: a version pushed by a stream does not wait for it, and an hour's outage is bridged.
    private const string Lifetimes = "max-age=30, stale-while-revalidate=3600, stale-if-error=36000";

    // A shared cache must not hand out for hours what a secret key has opened, also once that key is revoked.
    private static readonly StringValues _cacheable = "public, " + Lifetimes;
    private static readonly StringValues _private = "private, " + Lifetimes;
    private static readonly StringValues _vary = "Accept-Encoding, Origin";

    public async Task Get(HttpContext context)
    {
        if (gate.Admit(context, out var refused) is not { } admission)
        {
            await refused;
            return;
        }

        var ruleset = admission.Environment.Served;
        if (!GrowthBookGate.MayReadRules(admission.Key, ruleset))
        {
            await ProblemResponse.Write(
                context,
                ProblemKind.RulesNotAllowed,
                "Use remote evaluation (POST /api/eval/…), or let client keys of the environment read the rules.");
            return;
        }

        var payload = payloads.Of(ruleset, admission.Key);
        var response = context.Response;
        var headers = response.Headers;
        headers.ETag = payload.Tag;
        headers.CacheControl = admission.Key.Kind == SdkKeyKind.Server ? _private : _cacheable;
        headers.Vary = _vary;
        GrowthBookHeaders.Add(context);
        if (EntityTag.Matches(context.Request.Headers.IfNoneMatch, payload.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await Send(context, payload);
    }

    private static Task Send(HttpContext context, Payload payload)
    {
        var response = context.Response;
        var coding = ContentCodings.Choose(context.Request.Headers.AcceptEncoding);
        var body = payload.As(coding);
        response.ContentType = JsonType;
        response.ContentLength = body.Length;
        if (coding.Name() is { } name)
            response.Headers.ContentEncoding = name;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
