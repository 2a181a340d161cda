using Actors.Configuration;
using Actors.Gateway.Access;
using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.GrowthBook;

/// <summary>Whose request is it, when the key stands in the address as GrowthBook's SDKs have it?</summary>
internal sealed class GrowthBookGate(SdkKeyGate keys)
{
    public const string Key = "clientKey";

    /// <summary>The admission; or null, and <paramref name="answer"/> has told the client why.</summary>
    public Admission? Admit(HttpContext context, out Task answer)
    {
        var check = keys.Check(context, context.Request.RouteValues[Key] as string);
        answer = check.Problem is { } problem ? Refuse(context, problem, check) : Task.CompletedTask;
        return check.Admission;
    }

    /// <summary>Whether the rules themselves may be told to who holds this key.</summary>
    public static bool MayReadRules(SdkKey key, ServedRuleset ruleset) =>
        key.Kind == SdkKeyKind.Server || ruleset.Document.ClientKeysMayFetchRules;

    private static Task Refuse(HttpContext context, ProblemKind problem, in KeyCheck check)
    {
        if (problem != ProblemKind.SdkKeyUnknown)
            return ProblemResponse.Write(context, problem, check.Detail, check.RetryAfter);

        // In GrowthBook's words: no use in trying again, and nothing that a cache should ask for again and again.
        context.Response.Headers["x-unrecoverable"] = "1";
        return ProblemResponse.Write(context, problem with { Status = StatusCodes.Status400BadRequest });
    }
}
