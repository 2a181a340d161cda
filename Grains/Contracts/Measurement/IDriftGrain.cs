using System.Collections.Immutable;
using Actors.Measurement;

namespace Actors.Contracts.Measurement;

/// <summary>
/// Do clients assign as the server does? Adds up what the gateways of the region have found in the exposures of an
/// experiment. The key is "drift:project/environment/experiment", for example "drift:shop/production/colour".
/// </summary>
[Alias("drift-grain")]
public interface IDriftGrain : IGrainWithStringKey
{
    /// <summary>Takes over a report; durable when it answers. One that it has already changes nothing.</summary>
    [Alias("add"), AlwaysInterleave]
    Task Add(DriftReport report, CancellationToken cancellation = default);

    /// <summary>What was found in the last day.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<DriftSummary> Read(CancellationToken cancellation = default);
}

/// <summary>Do clients assign as the server does?</summary>
/// <param name="IsAlarm">One kind of them does not, for sure, more often than is tolerated.</param>
/// <param name="Clients">By kind; alarms first, then the least likely to be by chance.</param>
/// <param name="Unchecked">Exposures that could not be computed again, by reason.</param>
[GenerateSerializer, Immutable, Alias("drift-summary")]
public sealed record DriftSummary(
    [property: Id(0)] bool IsAlarm,
    [property: Id(1)] ImmutableArray<DriftClient> Clients,
    [property: Id(2)] ImmutableArray<UncheckedTally> Unchecked);

/// <summary>Does one kind of client assign as the server does?</summary>
/// <param name="PValue">How likely so many would differ, were there just as many as is tolerated.</param>
/// <param name="Reason">One sentence for a person.</param>
[GenerateSerializer, Immutable, Alias("drift-client")]
public sealed record DriftClient(
    [property: Id(0)] DriftTally Tally,
    [property: Id(1)] bool IsAlarm,
    [property: Id(2)] double PValue,
    [property: Id(3)] string Reason);
