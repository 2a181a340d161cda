namespace Actors.Experiments;

/// <summary>What shall happen to an experiment by itself, now or later?</summary>
/// <remarks>
/// Decided from the state and the time alone. A step of a ramp follows on the one before and holds from when it was
/// taken: whoever asks late, often or twice takes none too many and leaves none out.
/// </remarks>
public static class Timetable
{
    /// <summary>The one change that is due; null: none.</summary>
    public static ExperimentChange? Due(ExperimentState state, DateTimeOffset now)
    {
        if (Next(state) is not { } at || at > now)
        {
            return null;
        }

        if (state.Status == ExperimentStatus.Draft)
        {
            return new StartExperiment();
        }

        return state.Experiment.Schedule.StopAt <= now
            ? new StopExperiment(null)
            : new AdvanceRamp(state.Ramp!.Step + 1);
    }

    /// <summary>When something becomes due by time alone; null: never.</summary>
    public static DateTimeOffset? Next(ExperimentState state) => state.Status switch
    {
        ExperimentStatus.Draft => state.Experiment.Schedule.StartAt,
        ExperimentStatus.Running => Earlier(state.Experiment.Schedule.StopAt, NextStep(state)),
        ExperimentStatus.Paused => state.Experiment.Schedule.StopAt,
        _ => null,
    };

    /// <summary>null: the ramp is at its end, is held, or waits for guardrails to have power.</summary>
    private static DateTimeOffset? NextStep(ExperimentState state)
    {
        var steps = state.Experiment.Schedule.Ramp;
        if (state.Ramp is not { Held: "" } ramp || ramp.Step + 1 >= steps.Length)
        {
            return null;
        }

        var step = steps[ramp.Step];
        return step.UntilPowered && !ramp.Powered ? null : ramp.Since.AddMinutes(step.HoldMinutes);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
