using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>What did the owners of an experiment write down about it?</summary>
/// <remarks>Its form is <see cref="ExperimentSchema"/>; the names of its members are those of the JSON.</remarks>
[GenerateSerializer, Immutable, Alias("experiment")]
public sealed record Experiment
{
    /// <summary>For people.</summary>
    [Id(0)] public string Name { get; init; } = "";

    /// <summary>What is expected to happen, and why.</summary>
    [Id(1)] public string Hypothesis { get; init; } = "";

    [Id(2)] public string Description { get; init; } = "";

    [Id(3)] public string Owner { get; init; } = "";

    /// <summary>Sorted, distinct.</summary>
    [Id(4)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Where it runs once it is started; sorted, distinct.</summary>
    [Id(5)] public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>The attribute whose value decides the variation.</summary>
    [Id(6)] public string HashAttribute { get; init; } = "id";

    /// <summary>Hashed for who has no value for the first; null: nobody else takes part. Needs stickiness.</summary>
    [Id(7)] public string? FallbackAttribute { get; init; }

    /// <summary>Whether who was exposed keeps the variation, whatever the allocation becomes.</summary>
    [Id(8)] public bool Sticky { get; init; }

    /// <summary>The first is the control.</summary>
    [Id(9)] public ImmutableArray<Variation> Variations { get; init; } = [];

    /// <summary>One for each variation, 10,000 in all; empty: the same for each.</summary>
    [Id(10)] public ImmutableArray<int> WeightsBasisPoints { get; init; } = [];

    /// <summary>How many of those whom it may include are included, 0 to 10,000.</summary>
    [Id(11)] public int CoverageBasisPoints { get; init; } = Allocation.Slots;

    [Id(12)] public ImmutableArray<DrivenFeature> Features { get; init; } = [];

    /// <summary>Whom it may include: a condition of the dialect as canonical JSON; null: everybody.</summary>
    [Id(13), JsonConverter(typeof(JsonText))] public string? Condition { get; init; }

    /// <summary>All of these must hold.</summary>
    [Id(14)] public ImmutableArray<GroupTarget> SavedGroups { get; init; } = [];

    /// <summary>All of these must hold.</summary>
    [Id(15)] public ImmutableArray<Prerequisite> Prerequisites { get; init; } = [];

    /// <summary>null: it shares subjects with every other experiment.</summary>
    [Id(16)] public LayerShare? Layer { get; init; }

    [Id(17)] public ExperimentMetrics Metrics { get; init; } = new();

    [Id(18)] public StatisticsSettings Statistics { get; init; } = new();

    [Id(19)] public ExperimentPlan Plan { get; init; } = new();

    [Id(20)] public Schedule Schedule { get; init; } = new();

    /// <summary>Whether gateways record an exposure where they evaluate for a client (OFREP).</summary>
    [Id(21)] public bool ServerExposures { get; init; }
}
