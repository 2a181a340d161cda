using System.Globalization;
using System.Text;
using Actors.Gateway.Access;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Streams;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// When must a client provider ask again? GET /ofrep/v1/events/{token}, the address that a bulk answer tells.
/// </summary>
internal sealed class OfrepStreamHandler(SdkKeyGate keys, LiveRulesets live, EventStreams streams)
{
    public const string Path = "/ofrep/v1/events/";
    public const string Token = "token";
    private const string Refetch = "refetchEvaluation";

    public async Task Get(HttpContext context)
    {
        var found = live.FindStream(context.Request.RouteValues[Token] as string ?? "");
        if (keys.Admit(context, found, out var refused) is not { } admission)
        {
            await refused;
            return;
        }

        await streams.Run(context, admission, Tell);
    }

    // "etag" comes back as flagConfigEtag in the question that this event causes; see ToldVersion.
    private static StreamEvent Tell(Admission admission, ServedRuleset served)
    {
        var published = served.Document.PublishedAt.ToUnixTimeSeconds();
        var frame = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            id: {{served.Version}}
            event: message
            data: {"type":"{{Refetch}}","etag":"{{served.Version}}","lastModified":{{published}}}


            """);
        return new(Refetch, Encoding.ASCII.GetBytes(frame.ReplaceLineEndings("\n")), AsksAgain: true);
    }
}
