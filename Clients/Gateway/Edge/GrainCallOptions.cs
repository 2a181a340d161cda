namespace Actors.Gateway.Edge;

/// <summary>
/// How patient is the administration with actors that do not answer? "Actors:GrainCalls" in the settings.
/// </summary>
public sealed class GrainCallOptions
{
    public const string Section = "Actors:GrainCalls";

    /// <summary>All attempts of one call and the pauses between them, 0.1 s to 60 s.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How long the first attempt is waited for, 0.1 s to 60 s: a call to a silo that has just died would otherwise be
    /// waited for until Orleans gives up. Later attempts may take what is left of the budget.
    /// </summary>
    public TimeSpan FirstAttempt { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Before the second attempt; doubles with each, half of it drawn by lot. 1 ms to 10 s.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>No pause is longer. At least <see cref="FirstPause"/>, at most 10 s.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an import or a copy is waited for before the answer is 202, 1 s to 10 min.</summary>
    public TimeSpan BatchPatience { get; set; } = TimeSpan.FromSeconds(60);

    internal bool IsValid =>
        Budget.TotalSeconds is >= 0.1 and <= 60
        && FirstAttempt.TotalSeconds is >= 0.1 and <= 60
        && FirstPause.TotalMilliseconds is >= 1 and <= 10_000
        && LongestPause >= FirstPause && LongestPause.TotalSeconds <= 10
        && BatchPatience.TotalSeconds is >= 1 and <= 600;
}
