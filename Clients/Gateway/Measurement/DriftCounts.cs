using System.Collections.Immutable;
using System.Text.Json;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>What has this gateway found in the exposures of one experiment since it last reported?</summary>
internal sealed class DriftCounts
{
    private readonly Dictionary<(string Sdk, string Version), (long Checked, long Disagreeing)> _clients = [];
    private readonly Dictionary<DriftFinding, long> _unchecked = [];

    public void Add(Exposure exposure, DriftFinding finding)
    {
        if (finding is not (DriftFinding.Agrees or DriftFinding.Differs))
        {
            _unchecked[finding] = _unchecked.GetValueOrDefault(finding) + 1;
            return;
        }

        // Clients may say anything: what is kept of it is bounded.
        var client = (exposure.Sdk ?? "", exposure.SdkVersion ?? "");
        if (_clients.Count >= DriftLedger.MaxClients && !_clients.ContainsKey(client))
            client = (DriftLedger.Others, "");
        var before = _clients.GetValueOrDefault(client);
        _clients[client] = (before.Checked + 1, before.Disagreeing + (finding is DriftFinding.Differs ? 1 : 0));
    }

    public DriftReport Report(string sender, long number) => new(
        sender,
        number,
        [
            .. _clients.Select(one => new DriftTally(
                one.Key.Sdk, one.Key.Version, one.Value.Checked, one.Value.Disagreeing)),
        ],
        [.. _unchecked.Select(one => new UncheckedTally(Word(one.Key), one.Value))]);

    public static string Word(DriftFinding finding) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(finding.ToString());
}
