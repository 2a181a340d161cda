using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>By what is an experiment judged? Keys of metrics.</summary>
[GenerateSerializer, Immutable, Alias("experiment-metrics")]
public sealed record ExperimentMetrics
{
    /// <summary>It is run to move these.</summary>
    [Id(0)] public ImmutableArray<string> Primary { get; init; } = [];

    /// <summary>Looked at as well.</summary>
    [Id(1)] public ImmutableArray<string> Secondary { get; init; } = [];

    /// <summary>It may not harm these.</summary>
    [Id(2)] public ImmutableArray<string> Guardrail { get; init; } = [];
}

/// <summary>How are its results computed?</summary>
[GenerateSerializer, Immutable, Alias("experiment-statistics")]
public sealed record StatisticsSettings
{
    [Id(0)] public StatisticsEngine Engine { get; init; } = StatisticsEngine.Frequentist;

    /// <summary>Of intervals; 0.5 to 0.9999.</summary>
    [Id(1)] public double Confidence { get; init; } = 0.95;

    /// <summary>Subjects at which a confidence sequence is tightest; 0: intervals hold for one look only.</summary>
    [Id(2)] public int SequentialTuning { get; init; } = 5_000;

    /// <summary>Whether values from before the exposure reduce the variance.</summary>
    [Id(3)] public bool Cuped { get; init; }

    [Id(4)] public MultipleCorrection Correction { get; init; } = MultipleCorrection.None;
}

public enum StatisticsEngine
{
    [JsonStringEnumMemberName("frequentist")] Frequentist = 0,
    [JsonStringEnumMemberName("bayesian")] Bayesian = 1,
}

/// <summary>What is done about many metrics and variations being tested at once?</summary>
public enum MultipleCorrection
{
    [JsonStringEnumMemberName("none")] None = 0,
    [JsonStringEnumMemberName("holm")] Holm = 1,
    [JsonStringEnumMemberName("benjamini-hochberg")] BenjaminiHochberg = 2,
}

/// <summary>How long is it meant to run?</summary>
[GenerateSerializer, Immutable, Alias("experiment-plan")]
public sealed record ExperimentPlan
{
    /// <summary>Subjects in all variations together; null: not planned.</summary>
    [Id(0)] public long? SampleSize { get; init; }

    /// <summary>null: not planned.</summary>
    [Id(1)] public int? Days { get; init; }
}
