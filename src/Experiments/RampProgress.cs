namespace Actors.Experiments;

/// <summary>How far is a ramp?</summary>
/// <param name="Step">Index of the present step among those of the schedule.</param>
/// <param name="Since">When it was reached, UTC.</param>
/// <param name="Powered">Whether every guardrail has had power since then.</param>
/// <param name="Held">Why it goes no further until an operator says so; empty: it goes on.</param>
[GenerateSerializer, Immutable, Alias("ramp-progress")]
public sealed record RampProgress(
    [property: Id(0)] int Step,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] bool Powered = false,
    [property: Id(3)] string Held = "");
