namespace Actors.Evaluation;

/// <summary>Somebody wants to know everything.</summary>
internal readonly struct ExplainingTrace(ExplanationBuilder builder) : ITrace
{
    public static bool IsWatching => true;

    public static bool WantsExposures => false;

    public void Enter(string key) => builder.Enter(key);

    public void Leave(Outcome outcome) => builder.Leave(outcome);

    public void Try(CompiledRule rule) => builder.Try(rule);

    public void Saw(Check check, bool passed, object? what, double bucket) => builder.Saw(check, passed, what, bucket);

    public void Exposed(in Assignment assignment)
    {
    }
}
