using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Ofrep;

/// <summary>Whose request is it? Checked against hashes held here; no call leaves the process.</summary>
internal sealed class SdkKeyGate(LiveRulesets live, RequestRates rates, GatewayMetrics metrics)
{
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    /// <summary>The admission; or null, and <paramref name="answer"/> has told the client why.</summary>
    public Admission? Admit(HttpContext context, out Task answer)
    {
        var secret = Secret(context.Request.Headers);
        if (secret.IsEmpty)
        {
            answer = Challenge(
                context, ProblemKind.SdkKeyMissing, "Send it as Authorization: Bearer, or as X-API-Key.");
            return null;
        }

        if (!KeyHash.TryOf(secret, out var hash) || live.Find(hash) is not { } admission)
        {
            // To an SDK "unauthorized" is final, so it is said only by a gateway that knows all keys.
            answer = live.KnowsAllKeys
                ? Challenge(context, ProblemKind.SdkKeyUnknown, null)
                : ProblemResponse.Write(context, ProblemKind.Starting, null, _comeBackAfter);
            return null;
        }

        CrossOrigin.Narrow(context, admission.Key);
        if (rates.RefuseKey(admission.Key.Hash) is { } wait)
        {
            metrics.Limited("key");
            answer = ProblemResponse.Write(context, ProblemKind.TooManyRequests, "This SDK key asks too often.", wait);
            return null;
        }

        answer = Task.CompletedTask;
        return admission;
    }

    private static ReadOnlySpan<char> Secret(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization is [{ } only] ? only.AsSpan().Trim() : default;
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return authorization[Bearer.Length..].Trim();
        return headers["X-API-Key"] is [{ } key] ? key.AsSpan().Trim() : default;
    }

    private static Task Challenge(HttpContext context, ProblemKind problem, string? detail)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemResponse.Write(context, problem, detail);
    }
}
