namespace Actors.Evaluation;

/// <summary>
/// Who looks on while features are evaluated? A structure: the one that does not look on costs nothing.
/// </summary>
internal interface ITrace
{
    /// <summary>
    /// False when <see cref="Saw"/> and the like are not to be called: the compiler then leaves them out.
    /// </summary>
    static abstract bool IsWatching { get; }

    /// <summary>False when <see cref="Exposed"/> is not to be called.</summary>
    static abstract bool WantsExposures { get; }

    /// <summary>A feature begins: the one that was asked for, or a prerequisite of the one before.</summary>
    void Enter(string key);

    /// <summary>The feature that began last is done.</summary>
    void Leave(Outcome outcome);

    /// <summary>The next rule is tried.</summary>
    void Try(CompiledRule rule);

    /// <summary>One check was made.</summary>
    /// <param name="check">Which.</param>
    /// <param name="passed">Whether it lets the subject pass.</param>
    /// <param name="what">What was checked: its type follows from the check.</param>
    /// <param name="bucket">Where the subject falls; NaN where no bucket was drawn.</param>
    void Saw(Check check, bool passed, object? what = null, double bucket = double.NaN);

    /// <summary>A subject is given a variation by its bucket: to be tracked.</summary>
    void Exposed(in Assignment assignment);
}
