namespace Actors.Evaluation;

/// <summary>Which variations were given while one feature was evaluated, its prerequisites among them?</summary>
internal readonly struct ExposureTrace(ExposureList exposures) : ITrace
{
    public static bool IsWatching => false;

    public static bool WantsExposures => true;

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

    public void Exposed(in Assignment assignment) => exposures.Add(assignment);
}
