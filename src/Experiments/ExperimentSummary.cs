using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>What does a list of experiments show of each?</summary>
[GenerateSerializer, Immutable, Alias("experiment-summary")]
public sealed record ExperimentSummary
{
    [Id(0)] public required string Key { get; init; }
    [Id(1)] public required long Revision { get; init; }
    [Id(2)] public required ExperimentStatus Status { get; init; }
    [Id(3)] public string Name { get; init; } = "";
    [Id(4)] public string Owner { get; init; } = "";
    [Id(5)] public ImmutableArray<string> Tags { get; init; } = [];
    [Id(6)] public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>Keys of the features that it drives.</summary>
    [Id(7)] public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>Key of its layer, or null.</summary>
    [Id(8)] public string? Layer { get; init; }

    [Id(9)] public DateTimeOffset ChangedAt { get; init; }

    [Id(10)] public string ChangedBy { get; init; } = "";

    /// <param name="history">One that is not empty.</param>
    public static ExperimentSummary Of(string key, ExperimentHistory history)
    {
        var (last, experiment) = (history.Last!, history.State!.Experiment);
        return new()
        {
            Key = key,
            Revision = history.Revision,
            Status = history.State.Status,
            Name = experiment.Name,
            Owner = experiment.Owner,
            Tags = experiment.Tags,
            Environments = experiment.Environments,
            Features = [.. experiment.Features.Select(driven => driven.Feature)],
            Layer = experiment.Layer?.Key,
            ChangedAt = last.At,
            ChangedBy = last.Authorship.Author,
        };
    }
}
