namespace Actors.Evaluation;

/// <summary>How often did a feature's patterns come to no answer in time, so that we answered "no match"?</summary>
public sealed class PatternMeter
{
    private long _givenUp;

    /// <summary>Matches given up since the feature was compiled; above 0, look at its patterns.</summary>
    public long GivenUp => Interlocked.Read(ref _givenUp);

    internal void GiveUp() => Interlocked.Increment(ref _givenUp);
}
