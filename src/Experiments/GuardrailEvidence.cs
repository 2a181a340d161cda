namespace Actors.Experiments;

/// <summary>What have the guardrails shown, and what is to be done about it?</summary>
/// <param name="Id">Names the evidence: the same one again changes nothing.</param>
/// <param name="Phase">Of the experiment whose data it is; evidence of another phase says nothing.</param>
/// <param name="Reason">One sentence for people, with the metric, the variation and the figures.</param>
[GenerateSerializer, Immutable, Alias("guardrail-evidence")]
public sealed record GuardrailEvidence(
    [property: Id(0)] string Id,
    [property: Id(1)] int Phase,
    [property: Id(2)] GuardrailVerdict Verdict,
    [property: Id(3)] string Reason);

/// <summary>What do guardrails ask for?</summary>
public enum GuardrailVerdict
{
    /// <summary>All of them have had the power to see harm and saw none: a step that waits for that may end.</summary>
    Powered = 0,

    /// <summary>The ramp goes no further until an operator lets it.</summary>
    Hold = 1,

    /// <summary>Nobody is included any more until an operator decides.</summary>
    RollBack = 2,
}
