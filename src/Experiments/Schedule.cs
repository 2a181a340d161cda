using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>What shall happen to an experiment by itself, and when?</summary>
[GenerateSerializer, Immutable, Alias("experiment-schedule")]
public sealed record Schedule
{
    /// <summary>UTC; null: it is started by hand.</summary>
    [Id(0)] public DateTimeOffset? StartAt { get; init; }

    /// <summary>UTC; null: it is stopped by hand.</summary>
    [Id(1)] public DateTimeOffset? StopAt { get; init; }

    /// <summary>Coverages that follow one another; empty: it starts with the experiment's coverage.</summary>
    [Id(2)] public ImmutableArray<RampStep> Ramp { get; init; } = [];
}

/// <summary>How many are included for a while, and for how long?</summary>
/// <param name="CoverageBasisPoints">1 to 10,000, above that of the step before.</param>
/// <param name="HoldMinutes">How long it stays here at least.</param>
/// <param name="UntilPowered">Whether it also stays until every guardrail has power.</param>
[GenerateSerializer, Immutable, Alias("ramp-step")]
public sealed record RampStep(
    [property: Id(0)] int CoverageBasisPoints,
    [property: Id(1)] int HoldMinutes = 0,
    [property: Id(2)] bool UntilPowered = false);
