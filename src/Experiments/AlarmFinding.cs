namespace Actors.Experiments;

/// <summary>What does the evidence of an alarm say now?</summary>
/// <param name="Detail">The figures, without a full stop; of evidence for it, or against it.</param>
/// <param name="Cause">The likeliest; empty: none stands out.</param>
[GenerateSerializer, Immutable, Alias("alarm-finding")]
public sealed record AlarmFinding(
    [property: Id(0)] AlarmId Id,
    [property: Id(1)] AlarmEvidence Evidence,
    [property: Id(2)] string Detail,
    [property: Id(3)] string Cause = "");

/// <summary>Is it wrong?</summary>
public enum AlarmEvidence
{
    /// <summary>An alarm that is raised stays, and none is raised.</summary>
    Undecided = 0,

    Wrong = 1,

    Right = 2,
}
