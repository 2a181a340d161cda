namespace Actors.Statistics;

/// <summary>What is found of a treatment?</summary>
public enum Finding
{
    /// <summary>Nothing can be said, see the obstacle.</summary>
    Unknown = 0,

    /// <summary>It may be better or worse.</summary>
    Undecided = 1,

    Better = 2,

    Worse = 3,
}

/// <summary>An effect and everything that is not excluded; an end without bound is infinite.</summary>
[GenerateSerializer, Immutable, Alias("effect-report")]
public sealed record EffectReport(
    [property: Id(0)] double Estimate,
    [property: Id(1)] double Lower,
    [property: Id(2)] double Upper,
    [property: Id(3)] double StandardError,
    [property: Id(4)] Obstacle Obstacle);

/// <summary>How does a treatment compare with the control?</summary>
[GenerateSerializer, Immutable, Alias("comparison-report")]
public sealed record ComparisonReport
{
    [Id(0)] public required Finding Finding { get; init; }

    /// <summary>Relative to the control: 0.05 is 5 % more. Wider by the correction, where there is one.</summary>
    [Id(1)] public required EffectReport Relative { get; init; }

    /// <summary>In the metric's unit.</summary>
    [Id(2)] public required EffectReport Absolute { get; init; }

    /// <summary>Frequentist: of the relative effect, or of the absolute one where the control is 0.</summary>
    [Id(3)] public double? PValue { get; init; }

    /// <summary>After the correction for several metrics and treatments.</summary>
    [Id(4)] public double? AdjustedPValue { get; init; }

    /// <summary>Bayesian: P(the treatment is better).</summary>
    [Id(5)] public double? ChanceToBeatControl { get; init; }

    /// <summary>Bayesian: what shipping loses on average, as a share of the control.</summary>
    [Id(6)] public double? RiskOfShipping { get; init; }

    /// <summary>Bayesian: what keeping the control loses on average, as a share of the control.</summary>
    [Id(7)] public double? RiskOfKeeping { get; init; }

    /// <summary>θ: how much of what subjects did before was taken away; 0 without CUPED.</summary>
    [Id(8)] public double Theta { get; init; }

    /// <summary>The relative effect that subjects so many would show, four times out of five; null: unknown.</summary>
    [Id(9)] public double? DetectableEffect { get; init; }
}
