namespace Actors.Statistics;

/// <summary>What is to be done about a guardrail?</summary>
public enum GuardrailAction
{
    /// <summary>Nothing: no harm is shown.</summary>
    Hold = 0,

    /// <summary>Let nobody new in until a person has looked: harm is shown.</summary>
    Pause = 1,

    /// <summary>Give everybody the control: the harm is beyond doubt, or larger than is tolerated.</summary>
    RollBack = 2,
}

/// <summary>How much harm, and how much doubt, is too much?</summary>
public sealed record GuardrailPolicy
{
    /// <summary>The share of harmless experiments that may ever be paused: above 0, below 0.5.</summary>
    public double PauseAlpha { get; init; } = 0.05;

    /// <summary>
    /// The share of harmless experiments that may ever be rolled back: above 0, at most that of pausing.
    /// </summary>
    public double RollBackAlpha { get; init; } = 0.001;

    /// <summary>
    /// What is worse by more than this share of the control is rolled back as soon as it is shown, and what is worth
    /// waiting for in a ramp: above 0; 0.05 is 5 %.
    /// </summary>
    public double ToleratedHarm { get; init; } = 0.05;

    /// <summary>N* of the confidence sequence, in subjects of both variations.</summary>
    public double Tuning { get; init; } = SequentialTest.DefaultTuning;

    /// <summary>
    /// How many guardrails and treatments are watched at once; they share the shares above (Bonferroni).
    /// </summary>
    public int Tests { get; init; } = 1;
}

/// <summary>What is known of one guardrail metric in one treatment?</summary>
/// <param name="Metric">Its key.</param>
/// <param name="Variation">The treatment's key.</param>
/// <param name="Effect">The absolute effect against the control.</param>
/// <param name="LowerIsBetter">It counts something unwanted, such as errors.</param>
public sealed record GuardrailReading(string Metric, string Variation, Effect Effect, bool LowerIsBetter = false);

/// <summary>What follows from a guardrail, and why?</summary>
/// <param name="Action">What is to be done.</param>
/// <param name="Powered">Whether harm of the tolerated size would have been found by now, four times out of
/// five.</param>
/// <param name="Harm">Test towards harm: positive is worse, in the metric's unit.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record GuardrailFinding(
    GuardrailReading Reading, GuardrailAction Action, bool Powered, TestResult Harm, string Reason);
