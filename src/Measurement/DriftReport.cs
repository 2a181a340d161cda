using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>How often did one kind of client report another variation than the server computes?</summary>
/// <param name="Sdk">Which client library; empty: not said.</param>
/// <param name="Version">Of the library; empty: not said.</param>
/// <param name="Checked">Exposures that were computed again.</param>
/// <param name="Disagreeing">Those of them with another variation.</param>
[GenerateSerializer, Immutable, Alias("drift-tally")]
public readonly record struct DriftTally(
    [property: Id(0)] string Sdk,
    [property: Id(1)] string Version,
    [property: Id(2)] long Checked,
    [property: Id(3)] long Disagreeing);

/// <summary>How many exposures could not be computed again, for one reason?</summary>
/// <param name="Reason">A word such as "sticky".</param>
[GenerateSerializer, Immutable, Alias("unchecked-tally")]
public readonly record struct UncheckedTally([property: Id(0)] string Reason, [property: Id(1)] long Count);

/// <summary>What has a gateway found out about an experiment's exposures since its report before?</summary>
/// <param name="Sender">Of one run of a gateway's process.</param>
/// <param name="Number">From 1, by one; a repetition has the same.</param>
[GenerateSerializer, Immutable, Alias("drift-report")]
public sealed record DriftReport(
    [property: Id(0)] string Sender,
    [property: Id(1)] long Number,
    [property: Id(2)] ImmutableArray<DriftTally> Clients,
    [property: Id(3)] ImmutableArray<UncheckedTally> Unchecked);
