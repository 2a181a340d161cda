using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>What becomes of a ramp: how it goes on, is held, and what guardrails do to it?</summary>
internal static class Ramp
{
    /// <summary>How many are included at the start, and how far the ramp is then.</summary>
    public static (int CoverageBasisPoints, RampProgress? Progress) First(Experiment experiment, DateTimeOffset now) =>
        experiment.Schedule.Ramp is [var first, ..]
            ? (first.CoverageBasisPoints, new RampProgress(0, now))
            : (experiment.CoverageBasisPoints, null);

    /// <summary>Refused with "ramp-step" unless it is the step after the present one.</summary>
    public static Decision<ExperimentState> Advanced(ExperimentState state, int step, DateTimeOffset now)
    {
        var steps = state.Experiment.Schedule.Ramp;
        if (state is not { Status: ExperimentStatus.Running, Run: { } run, Ramp: { Held: "" } ramp }
            || step != ramp.Step + 1 || step >= steps.Length)
        {
            return new Refusal("ramp-step", $"Step {step} is not the one that follows.");
        }

        var ranges = Allocation.Least(run.Ranges, state.Weights, steps[step].CoverageBasisPoints);
        return state with { Run = Reallocation.Moved(run, ranges), Ramp = new RampProgress(step, now) };
    }

    /// <summary>An operator lets it go on: each step holds in full after a break.</summary>
    public static ExperimentState Resumed(ExperimentState state, DateTimeOffset now) => state with
    {
        Status = ExperimentStatus.Running,
        Reason = "",
        Ramp = state.Ramp is { } ramp ? ramp with { Since = now, Powered = false, Held = "" } : null,
    };

    /// <summary>The same state when the evidence is of another phase, or says nothing new.</summary>
    public static ExperimentState Guarded(ExperimentState state, GuardrailEvidence evidence)
    {
        if (state is not { Status: ExperimentStatus.Running, Run: { } run } || run.Phase != evidence.Phase)
        {
            return state;
        }

        return evidence.Verdict switch
        {
            GuardrailVerdict.RollBack => state with { Status = ExperimentStatus.Paused, Reason = evidence.Reason },
            GuardrailVerdict.Hold when state.Ramp is { Held: "" } ramp =>
                state with { Ramp = ramp with { Held = evidence.Reason }, Reason = evidence.Reason },
            GuardrailVerdict.Powered when state.Ramp is { } ramp => state with { Ramp = ramp with { Powered = true } },
            _ => state,
        };
    }
}
