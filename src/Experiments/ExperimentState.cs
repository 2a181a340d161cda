using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>What is an experiment at one revision: what its owners wrote, and what became of it?</summary>
[GenerateSerializer, Immutable, Alias("experiment-state")]
public sealed record ExperimentState
{
    [Id(0)] public required ExperimentStatus Status { get; init; }

    [Id(1)] public required Experiment Experiment { get; init; }

    /// <summary>null: it has never been started.</summary>
    [Id(2)] public Run? Run { get; init; }

    /// <summary>Key of the variation that everybody gets who was targeted; null: none.</summary>
    [Id(3)] public string? Shipped { get; init; }

    /// <summary>Why it is as it is, when nobody but a rule of ours decided that; else empty.</summary>
    [Id(4)] public string Reason { get; init; } = "";

    /// <summary>null: no ramp is under way.</summary>
    [Id(5)] public RampProgress? Ramp { get; init; }

    public bool IsLive => Status is ExperimentStatus.Running or ExperimentStatus.Paused;

    /// <summary>How many are included now: of a ramp, as many as its present step says.</summary>
    [JsonIgnore]
    public int IncludedBasisPoints => Ramp is null
        ? Experiment.CoverageBasisPoints
        : Experiment.Schedule.Ramp[Ramp.Step].CoverageBasisPoints;

    /// <summary>Shares of all slots, by variation.</summary>
    [JsonIgnore]
    public ImmutableArray<int> Weights =>
        Allocation.Weights(Experiment.Variations.Length, Experiment.WeightsBasisPoints);
}
