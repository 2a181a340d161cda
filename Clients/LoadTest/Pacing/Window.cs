namespace Actors.LoadTest.Pacing;

/// <summary>Which part of a run counts? What is due during the warm-up is sent and forgotten.</summary>
internal readonly record struct Window(TimeSpan WarmUp, TimeSpan Duration)
{
    public TimeSpan End => WarmUp + Duration;

    public bool Measures(TimeSpan due) => due >= WarmUp && due < End;
}
