using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Access;

/// <summary>Whose request is it? Checked against hashes held here; no call leaves the process.</summary>
internal sealed class SdkKeyGate(LiveRulesets live, RequestRates rates, GatewayMetrics metrics)
{
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    /// <summary>By the key in the headers: the admission; or null, and <paramref name="answer"/> has told the client
    /// why.</summary>
    public Admission? Admit(HttpContext context, out Task answer) =>
        Admit(context, Check(context, Secret(context.Request.Headers)), out answer);

    /// <inheritdoc cref="Check(HttpContext, Admission?)"/>
    public Admission? Admit(HttpContext context, Admission? found, out Task answer) =>
        Admit(context, Check(context, found), out answer);

    /// <summary>Narrows CORS down to the key's origins on the way.</summary>
    /// <param name="secret">As the client sent it; empty when it sent none.</param>
    public KeyCheck Check(HttpContext context, ReadOnlySpan<char> secret)
    {
        if (secret.IsEmpty)
            return new(null, ProblemKind.SdkKeyMissing, "Send it as Authorization: Bearer, or as X-API-Key.");
        return Check(context, live.Find(secret));
    }

    /// <param name="found">What the client's key or token leads to; null: nothing.</param>
    public KeyCheck Check(HttpContext context, Admission? found)
    {
        // To an SDK "unauthorized" is final, so it is said only by a gateway that knows all keys.
        if (found is null)
        {
            return live.KnowsAllKeys
                ? new(null, ProblemKind.SdkKeyUnknown)
                : new(null, ProblemKind.Starting, null, _comeBackAfter);
        }

        if (!CrossOrigin.Narrow(context, found.Key))
            return new(null, ProblemKind.OriginNotAllowed, "The SDK key names the origins it is for; not this one.");
        if (rates.RefuseKey(found.Key.Hash) is not { } wait)
            return new(found, null);
        metrics.Limited("key");
        return new(null, ProblemKind.TooManyRequests, "This SDK key asks too often.", wait);
    }

    private static ReadOnlySpan<char> Secret(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization is [{ } only] ? only.AsSpan().Trim() : default;
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return authorization[Bearer.Length..].Trim();
        return headers["X-API-Key"] is [{ } key] ? key.AsSpan().Trim() : default;
    }

    private static Admission? Admit(HttpContext context, in KeyCheck check, out Task answer)
    {
        if (check.Problem?.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        answer = check.Problem is { } problem
            ? ProblemResponse.Write(context, problem, check.Detail, check.RetryAfter)
            : Task.CompletedTask;
        return check.Admission;
    }
}
