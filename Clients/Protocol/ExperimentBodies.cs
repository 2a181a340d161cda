using System.Text.Json;

namespace Actors.Protocol;

/// <summary>What shall an experiment be? Shares are basis points: 10,000 is everybody.</summary>
/// <remarks>
/// Documents the form; GET /v1/schemas/experiment is what a body is held against. What only answers hold (status and so
/// on) is ignored in a request, so that an answer can be edited and put back.
/// </remarks>
public record ExperimentBody
{
    /// <summary>1 to 128 of a-z, 0-9, '.', '_', '-'. May be left out: the path says it.</summary>
    public string? Key { get; init; }

    public string Name { get; init; } = "";

    /// <summary>What is expected to happen, and why.</summary>
    public string Hypothesis { get; init; } = "";

    public string Description { get; init; } = "";

    public string Owner { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where it runs once it is started.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>The attribute whose value decides the variation.</summary>
    public string HashAttribute { get; init; } = "id";

    /// <summary>Hashed for who has no value for the hash attribute; needs sticky.</summary>
    public string? FallbackAttribute { get; init; }

    /// <summary>Who was exposed keeps the variation, whatever the weights become.</summary>
    public bool Sticky { get; init; }

    /// <summary>Gateways record an exposure where they evaluate for a client (OFREP); it need send none.</summary>
    public bool ServerExposures { get; init; }

    /// <summary>The first is the control.</summary>
    public IReadOnlyList<VariationBody> Variations { get; init; } = [];

    /// <summary>One for each variation, 10,000 in all; empty: the same for each.</summary>
    public IReadOnlyList<int> WeightsBasisPoints { get; init; } = [];

    /// <summary>How many of those whom it may include are included.</summary>
    public int CoverageBasisPoints { get; init; } = 10_000;

    /// <summary>The features that it drives.</summary>
    public IReadOnlyList<DrivenFeatureBody> Features { get; init; } = [];

    /// <summary>Whom it may include, in the GrowthBook dialect.</summary>
    public JsonElement? Condition { get; init; }

    public IReadOnlyList<GroupTargetBody> SavedGroups { get; init; } = [];

    public IReadOnlyList<PrerequisiteBody> Prerequisites { get; init; } = [];

    /// <summary>Experiments of one layer never share a subject.</summary>
    public LayerShareBody? Layer { get; init; }

    public ExperimentMetricsBody Metrics { get; init; } = new();

    public StatisticsBody Statistics { get; init; } = new();

    public ExperimentPlanBody Plan { get; init; } = new();

    public ScheduleBody Schedule { get; init; } = new();
}

/// <summary>Between what does an experiment choose?</summary>
public sealed record VariationBody(string Key, string Name = "", string Description = "");

/// <summary>What does an experiment make of one feature?</summary>
/// <param name="Values">By key of the variation.</param>
/// <param name="Position">Before which of the feature's own rules it stands; beyond the last: after all.</param>
public sealed record DrivenFeatureBody(
    string Feature, IReadOnlyDictionary<string, JsonElement> Values, int Position = 0);

/// <summary>Which members of saved groups may take part?</summary>
/// <param name="Match">"all", "any" or "none".</param>
/// <param name="Attribute">The hash attribute when left out.</param>
public sealed record GroupTargetBody(string Match, IReadOnlyList<string> Groups, string? Attribute = null);

/// <summary>What must another feature's value be?</summary>
/// <param name="Condition">Asked of {"value": …}.</param>
public sealed record PrerequisiteBody(string Feature, JsonElement Condition);

/// <summary>How large a part of a layer does an experiment want for itself?</summary>
/// <param name="Slots">Ten-thousandths of the layer's subjects.</param>
public sealed record LayerShareBody(string Key, int Slots);

/// <summary>By which metrics is an experiment judged?</summary>
public sealed record ExperimentMetricsBody
{
    public IReadOnlyList<string> Primary { get; init; } = [];

    public IReadOnlyList<string> Secondary { get; init; } = [];

    public IReadOnlyList<string> Guardrail { get; init; } = [];
}

/// <summary>How are results computed?</summary>
public sealed record StatisticsBody
{
    /// <summary>"frequentist" or "bayesian".</summary>
    public string Engine { get; init; } = "frequentist";

    public double Confidence { get; init; } = 0.95;

    /// <summary>Subjects at which a confidence sequence is tightest; 0: intervals hold for one look only.</summary>
    public int SequentialTuning { get; init; } = 5_000;

    public bool Cuped { get; init; }

    /// <summary>"none", "holm" or "benjamini-hochberg".</summary>
    public string Correction { get; init; } = "none";
}

/// <summary>How long is it meant to run?</summary>
public sealed record ExperimentPlanBody(long? SampleSize = null, int? Days = null);

/// <summary>What shall happen by itself, and when?</summary>
public sealed record ScheduleBody
{
    public DateTimeOffset? StartAt { get; init; }

    public DateTimeOffset? StopAt { get; init; }

    public IReadOnlyList<RampStepBody> Ramp { get; init; } = [];
}

/// <summary>How many are included for a while?</summary>
/// <param name="UntilPowered">Whether it also stays until every guardrail has power.</param>
public sealed record RampStepBody(int CoverageBasisPoints, int HoldMinutes = 0, bool UntilPowered = false);
