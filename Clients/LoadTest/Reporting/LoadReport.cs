using System.Text.Json.Nodes;

namespace Actors.LoadTest.Reporting;

/// <summary>Everything that one run has to tell. The JSON report is this record.</summary>
/// <param name="MeasuredSeconds">The part of the run that counts, without the warm-up.</param>
/// <param name="EndedEarly">The user ended the run before its time.</param>
/// <param name="Settings">Every option of the command line as it was in effect; secrets are masked.</param>
/// <param name="Series">Each operation against each target, and their sum where there are several.</param>
internal sealed record LoadReport(
    string Scenario,
    DateTimeOffset StartedAt,
    double WarmUpSeconds,
    double MeasuredSeconds,
    bool EndedEarly,
    long Failures,
    long MaxFailures,
    ProductFacts Product,
    MachineFacts Machine,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<GatewayFacts> Gateways,
    IReadOnlyList<SeriesReport> Series,
    IReadOnlyList<string> Remarks,
    JsonNode? Propagation)
{
    public bool Passed => Failures <= MaxFailures;
}
