using System.Globalization;
using System.Text;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Streams;

namespace Actors.Gateway.GrowthBook;

/// <summary>What is pushed to GrowthBook's SDKs? GET /sub/{clientKey}.</summary>
/// <remarks>
/// Who may read the rules gets the whole payload with each version ("features"); who may not is told to ask for its
/// values again ("features-updated"), as SDKs with remote evaluation do.
/// </remarks>
internal sealed class SubscriptionHandler(GrowthBookGate gate, Payloads payloads, EventStreams streams)
{
    public async Task Get(HttpContext context)
    {
        if (gate.Admit(context, out var refused) is not { } admission)
        {
            await refused;
            return;
        }

        GrowthBookHeaders.Add(context);
        await streams.Run(context, admission, Tell);
    }

    private StreamEvent Tell(Admission admission, ServedRuleset served) =>
        GrowthBookGate.MayReadRules(admission.Key, served)
            ? new("features", payloads.Of(served, admission.Key).AsEvent, AsksAgain: false)
            : new("features-updated", Beacon(served.Version), AsksAgain: true);

    private static byte[] Beacon(long version) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"id: {version}\nevent: features-updated\ndata: \n\n"));
}
