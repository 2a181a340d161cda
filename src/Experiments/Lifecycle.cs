using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>What may follow on what an experiment is? draft → running → (paused) → stopped → archived.</summary>
internal static class Lifecycle
{
    /// <returns>
    /// Refused with "experiment-not-draft", "experiment-not-running", "experiment-not-paused",
    /// "experiment-not-started", "experiment-live", "experiment-started", "experiment-archived",
    /// "experiment-invalid", "layer-share-fixed", "ramp-step" or "variation-not-found".
    /// </returns>
    public static Decision<ExperimentState> Next(
        ExperimentState? state, ExperimentId id, ExperimentChange change, Surroundings around, DateTimeOffset now) =>
        change switch
        {
            PutExperiment put when state is null => Created(id, put.Experiment),
            _ when state is null => throw new ArgumentNullException(nameof(state)),
            ArchiveExperiment archive => Archived(state, archive.Archived),
            _ when state.Status == ExperimentStatus.Archived =>
                new Refusal("experiment-archived", "The experiment is archived: take it back first."),
            PutExperiment put => Edits.Put(state, put.Experiment, around, now),
            RestoreExperiment restore => Edits.Restore(state, id, restore.Experiment, around, now),
            StartExperiment => Started(state, id, around, now),
            PauseExperiment => Paused(state),
            ResumeExperiment => Resumed(state, now),
            AdvanceRamp advance => Ramp.Advanced(state, advance.Step, now),
            GuardExperiment guard => Ramp.Guarded(state, guard.Evidence),
            AbandonStart abandon => Abandoned(state, abandon.Reason),
            ReallocateExperiment reallocate => Reallocated(state, id, reallocate, now),
            GrowExperiment grow => Grown(state, grow.Slots, around),
            StopExperiment stop => Stopped(state, stop.Ship, now),
            _ => throw new ArgumentException($"No decision is known for {change.GetType().Name}.", nameof(change)),
        };

    /// <summary>Of the hash that draws variations in a phase; no other experiment and no layer has it.</summary>
    public static string Seed(ExperimentId id, int phase) => $"{id}/{phase}";

    private static Decision<ExperimentState> Created(ExperimentId id, Experiment experiment) =>
        Key.IsValid(id.Experiment)
            ? new ExperimentState { Status = ExperimentStatus.Draft, Experiment = experiment }
            : new Refusal("experiment-invalid", $"The key of an experiment is {Key.Form}.");

    private static Decision<ExperimentState> Started(
        ExperimentState state, ExperimentId id, Surroundings around, DateTimeOffset now)
    {
        if (state.Status != ExperimentStatus.Draft)
        {
            return new Refusal("experiment-not-draft", $"Only a draft is started; this one is {Named(state)}.");
        }

        var problems = StartCheck.Problems(state.Experiment, around, now);
        if (!problems.IsEmpty)
        {
            return new Refusal("experiment-invalid", "The experiment cannot run; each problem is listed.")
            {
                Problems = problems,
            };
        }

        var (coverage, ramp) = Ramp.First(state.Experiment, now);
        return state with
        {
            Status = ExperimentStatus.Running,
            Reason = "",
            Ramp = ramp,
            Run = new Run
            {
                Phase = 1,
                Seed = Seed(id, 1),
                Ranges = Allocation.Fresh(state.Weights, coverage),
                Filters = around.Filters,
                StartedAt = now,
                PhaseStartedAt = now,
            },
        };
    }

    private static Decision<ExperimentState> Paused(ExperimentState state) =>
        state.Status == ExperimentStatus.Running
            ? state with { Status = ExperimentStatus.Paused }
            : new Refusal("experiment-not-running", $"The experiment is {Named(state)}, not running.");

    private static Decision<ExperimentState> Resumed(ExperimentState state, DateTimeOffset now) =>
        state.Status == ExperimentStatus.Paused
            || state is { Status: ExperimentStatus.Running, Ramp.Held.Length: > 0 }
            ? Ramp.Resumed(state, now)
            : new Refusal("experiment-not-paused", $"The experiment is {Named(state)}, not paused.");

    private static ExperimentState Abandoned(ExperimentState state, string reason) =>
        state.Status != ExperimentStatus.Draft
            ? state
            : state with
            {
                Reason = reason,
                Experiment = state.Experiment with { Schedule = state.Experiment.Schedule with { StartAt = null } },
            };

    private static Decision<ExperimentState> Reallocated(
        ExperimentState state, ExperimentId id, ReallocateExperiment change, DateTimeOffset now)
    {
        if (!state.IsLive)
        {
            return new Refusal("experiment-not-running", $"The experiment is {Named(state)}: nobody could move.");
        }

        var problems = StartCheck.Shares(
            state.Experiment.Variations.Length, change.WeightsBasisPoints, change.CoverageBasisPoints);
        return problems.Any()
            ? new Refusal("experiment-invalid", "Nobody can be allocated so.") { Problems = [.. problems] }
            : Reallocation.Next(state, id, change.Way, change.WeightsBasisPoints, change.CoverageBasisPoints, now) with
            {
                Ramp = null,
            };
    }

    private static Decision<ExperimentState> Grown(ExperimentState state, int slots, Surroundings around)
    {
        if (!state.IsLive || state.Experiment.Layer is not { } share)
        {
            return new Refusal("layer-share-fixed", "Only what runs in a layer can have more of it.");
        }

        if (slots <= share.Slots)
        {
            return new Refusal("layer-share-fixed", $"It has {share.Slots} slots: a share only grows while it runs.");
        }

        return around.LayerProblems.IsEmpty
            ? state with
            {
                Experiment = state.Experiment with { Layer = share with { Slots = slots } },
                Run = state.Run! with { Filters = around.Filters },
            }
            : new Refusal("experiment-invalid", "The layer cannot grant that.") { Problems = around.LayerProblems };
    }

    private static Decision<ExperimentState> Stopped(ExperimentState state, string? ship, DateTimeOffset now)
    {
        if (state.Run is not { } run)
        {
            return new Refusal("experiment-not-started", "A draft is not stopped: it has never been started.");
        }

        return ship is null || state.Experiment.Variations.Any(variation => variation.Key == ship)
            ? state with
            {
                Status = ExperimentStatus.Stopped,
                Shipped = ship,
                Run = run with { StoppedAt = run.StoppedAt ?? now },
            }
            : new Refusal("variation-not-found", $"The experiment has no variation '{ship}' that it could ship.");
    }

    private static Decision<ExperimentState> Archived(ExperimentState state, bool archived)
    {
        if (!archived)
        {
            var before = state.Run is null ? ExperimentStatus.Draft : ExperimentStatus.Stopped;
            return state.Status == ExperimentStatus.Archived ? state with { Status = before } : state;
        }

        return state.IsLive
            ? new Refusal("experiment-live", $"The experiment is {Named(state)}: stop it first.")
            : state with { Status = ExperimentStatus.Archived };
    }

    private static string Named(ExperimentState state) => state.Status.ToString().ToLowerInvariant();
}
