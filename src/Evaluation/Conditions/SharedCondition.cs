namespace Actors.Evaluation;

/// <summary>
/// What several rules ask alike, though each was published on its own? One of these for all; a subject answers it once.
/// </summary>
/// <param name="asked">What they ask.</param>
/// <param name="identity">The same for conditions that are written the same, and for no others.</param>
/// <param name="index">Where a subject keeps the answer, once it has been worked out.</param>
internal sealed class SharedCondition(Condition asked, UInt128 identity, int index) : Condition
{
    public UInt128 Identity => identity;

    public int Index => index;

    public override bool Matches(in ScriptValue attributes) => asked.Matches(attributes);

    public override void Blame(in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed) =>
        asked.Blame(attributes, matched, blamed);
}
