namespace Actors.Evaluation;

/// <summary>Nobody looks on.</summary>
internal readonly struct NoTrace : ITrace
{
    public static bool IsWatching => false;

    public static bool WantsExposures => false;

    public void Enter(string key)
    {
    }

    public void Leave(Outcome outcome)
    {
    }

    public void Try(CompiledRule rule)
    {
    }

    public void Saw(Check check, bool passed, object? what = null, double bucket = double.NaN)
    {
    }

    public void Exposed(in Assignment assignment)
    {
    }
}
