using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>What is to become of an experiment?</summary>
[GenerateSerializer, Immutable, Alias("experiment-change")]
public abstract record ExperimentChange;

/// <summary>Let the experiment be this; create it as a draft when it does not exist.</summary>
[GenerateSerializer, Immutable, Alias("put-experiment")]
public sealed record PutExperiment([property: Id(0)] Experiment Experiment) : ExperimentChange;

/// <summary>Begin to include subjects.</summary>
[GenerateSerializer, Immutable, Alias("start-experiment")]
public sealed record StartExperiment : ExperimentChange;

/// <summary>Include nobody for a while.</summary>
[GenerateSerializer, Immutable, Alias("pause-experiment")]
public sealed record PauseExperiment : ExperimentChange;

/// <summary>Go on, with the same variation for everybody; also with a ramp that is held.</summary>
[GenerateSerializer, Immutable, Alias("resume-experiment")]
public sealed record ResumeExperiment : ExperimentChange;

/// <summary>Have more slots of its layer.</summary>
/// <param name="Slots">In all, more than now.</param>
[GenerateSerializer, Immutable, Alias("grow-experiment")]
public sealed record GrowExperiment([property: Id(0)] int Slots) : ExperimentChange;

/// <summary>Let a running experiment have other weights or another coverage.</summary>
/// <param name="WeightsBasisPoints">One for each variation, 10,000 in all; empty: the same for each.</param>
/// <param name="CoverageBasisPoints">0 to 10,000. A ramp that is under way ends.</param>
[GenerateSerializer, Immutable, Alias("reallocate-experiment")]
public sealed record ReallocateExperiment(
    [property: Id(0)] ReallocationWay Way,
    [property: Id(1)] ImmutableArray<int> WeightsBasisPoints,
    [property: Id(2)] int CoverageBasisPoints) : ExperimentChange;

/// <summary>Include as many as the next step of the ramp says.</summary>
/// <param name="Step">Index of that step: the one after the present one.</param>
[GenerateSerializer, Immutable, Alias("advance-ramp")]
public sealed record AdvanceRamp([property: Id(0)] int Step) : ExperimentChange;

/// <summary>Take note of what the guardrails have shown.</summary>
[GenerateSerializer, Immutable, Alias("guard-experiment")]
public sealed record GuardExperiment([property: Id(0)] GuardrailEvidence Evidence) : ExperimentChange;

/// <summary>Do not start by itself any more, since that was refused.</summary>
/// <param name="Reason">Why, for people.</param>
[GenerateSerializer, Immutable, Alias("abandon-start")]
public sealed record AbandonStart([property: Id(0)] string Reason) : ExperimentChange;

/// <summary>End it; or, when it has ended, ship something else.</summary>
/// <param name="Ship">Key of the variation that all who are targeted get from now on; null: none.</param>
[GenerateSerializer, Immutable, Alias("stop-experiment")]
public sealed record StopExperiment([property: Id(0)] string? Ship) : ExperimentChange;

/// <summary>Put it out of sight, or take it back; what it ships stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("archive-experiment")]
public sealed record ArchiveExperiment([property: Id(0)] bool Archived) : ExperimentChange;

/// <summary>Let what its owners wrote be what it was at an earlier revision; its status stays.</summary>
/// <param name="Revision">The revision to return to.</param>
/// <param name="Experiment">What it was then, as the audit log or the history knows it.</param>
[GenerateSerializer, Immutable, Alias("restore-experiment")]
public sealed record RestoreExperiment(
    [property: Id(0)] long Revision, [property: Id(1)] Experiment Experiment) : ExperimentChange;
