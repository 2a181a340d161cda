namespace Actors.Statistics;

/// <summary>In whose words are results told?</summary>
public enum Engine
{
    /// <summary>p-values and confidence intervals.</summary>
    Frequentist = 0,

    /// <summary>Chances, risks and credible intervals.</summary>
    Bayesian = 1,
}

/// <summary>How are an experiment's results computed?</summary>
public sealed record AnalysisSettings
{
    public Engine Engine { get; init; }

    /// <summary>Of intervals, and of a finding: above 0, below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>N* of the confidence sequences; null: the results are looked at once. Frequentist only.</summary>
    public double? SequentialTuning { get; init; } = SequentialTest.DefaultTuning;

    /// <summary>Whether what subjects did before reduces the noise, where a metric has it.</summary>
    public bool Cuped { get; init; }

    /// <summary>Over all primary and secondary metrics and treatments; frequentist only.</summary>
    public Correction Correction { get; init; }

    /// <summary>Of the relative effects; null: flat. Bayesian only.</summary>
    public GaussianPrior? Prior { get; init; }

    public GuardrailPolicy Guardrails { get; init; } = new();

    internal double Alpha => 1 - Confidence;
}
