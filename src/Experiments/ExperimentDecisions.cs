using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>What becomes of an experiment when a change is asked for?</summary>
public static class ExperimentDecisions
{
    /// <param name="expected">The revision that the author saw; 0: it must not exist; null: whatever it is.</param>
    /// <returns>
    /// The next history; the same one when nothing changes or the operation is known. Refused with
    /// "experiment-not-found", "experiment-exists", "revision-stale" or what <see cref="Lifecycle"/> refuses with.
    /// </returns>
    public static Decision<ExperimentHistory> Decide(
        ExperimentHistory history,
        ExperimentId id,
        ExperimentChange change,
        long? expected,
        Authorship authorship,
        Surroundings around,
        DateTimeOffset now)
    {
        if (IsRepeated(history, authorship))
        {
            return history;
        }

        if (Unexpected(history, id, change, expected) is { } unexpected)
        {
            return unexpected;
        }

        return Lifecycle.Next(history.State, id, change, around, now) switch
        {
            Decision<ExperimentState>.Accepted(var next) =>
                Next(history, id.Experiment, next, Verb(history, change), Explained(authorship, change), around, now),
            Decision<ExperimentState>.Refused(var reason) => reason,
            var other => throw new InvalidOperationException($"Unknown decision {other}."),
        };
    }

    /// <summary>What a change would make of an experiment; refused as the change would be.</summary>
    public static Decision<ExperimentState> Consider(
        ExperimentState state, ExperimentId id, ExperimentChange change, Surroundings around, DateTimeOffset now) =>
        Lifecycle.Next(state, id, change, around, now);

    /// <summary>What one environment is handed now, under the revision that last changed it there.</summary>
    public static ExperimentRules Published(ExperimentHistory history, string key, string environment)
    {
        var isKnown = history.HandOvers.TryGetValue(environment, out var handOver);
        return new(key, isKnown ? handOver.Revision : history.Revision, Rules(history.State, key, environment));
    }

    private static bool IsRepeated(ExperimentHistory history, Authorship authorship) =>
        authorship.OperationId.Length > 0
        && history.Recent.Any(revision => revision.Authorship.OperationId == authorship.OperationId);

    private static Refusal? Unexpected(
        ExperimentHistory history, ExperimentId id, ExperimentChange change, long? expected)
    {
        if (history.State is null && change is not PutExperiment)
        {
            return new("experiment-not-found", $"There is no experiment '{id.Experiment}'.");
        }

        if (expected == 0 && history.State is not null)
        {
            return new("experiment-exists", $"The experiment exists already, at revision {history.Revision}.");
        }

        return expected is null or 0 || expected == history.Revision
            ? null
            : new("revision-stale", $"The experiment is at revision {history.Revision}, not {expected}: look again.");
    }

    private static ExperimentHistory Next(
        ExperimentHistory history,
        string key,
        ExperimentState state,
        string verb,
        Authorship authorship,
        Surroundings around,
        DateTimeOffset now)
    {
        var diff = JsonDifference.Between(
            history.State is { } before ? ExperimentDocument.Of(before) : null, ExperimentDocument.Of(state));
        if (diff.IsEmpty)
        {
            return history;
        }

        var number = history.Revision + 1;
        var places = history.HandOvers.Keys.Union(state.Experiment.Environments).Intersect(around.Environments);
        return history with
        {
            CreatedAt = history.State is null ? now : history.CreatedAt,
            Recent = history.Recent.Add(new(number, authorship, now, verb, diff, state)),
            HandOvers = history.HandOvers.Moved([.. places], number, environment =>
                !Rules(history.State, key, environment).SequenceEqual(Rules(state, key, environment))),
        };
    }

    private static ImmutableArray<PlacedRule> Rules(ExperimentState? state, string key, string environment) =>
        state is not null && state.Experiment.Environments.Contains(environment) ? RuleWriter.Of(key, state) : [];

    private static string Verb(ExperimentHistory history, ExperimentChange change) => change switch
    {
        PutExperiment => history.State is null ? "created" : "changed",
        StartExperiment => "started",
        PauseExperiment => "paused",
        ResumeExperiment => "resumed",
        StopExperiment => "stopped",
        ArchiveExperiment archive => archive.Archived ? "archived" : "unarchived",
        RestoreExperiment => "restored",
        GrowExperiment => "grown",
        ReallocateExperiment => "reallocated",
        AdvanceRamp => "ramped",
        AbandonStart => "not-started",
        GuardExperiment { Evidence.Verdict: var verdict } => verdict switch
        {
            GuardrailVerdict.Powered => "powered",
            GuardrailVerdict.Hold => "held",
            _ => "rolled-back",
        },
        _ => throw new ArgumentException($"No decision is known for {change.GetType().Name}.", nameof(change)),
    };

    private static Authorship Explained(Authorship authorship, ExperimentChange change) =>
        change is RestoreExperiment restore && authorship.Comment.Length == 0
            ? authorship with { Comment = $"Restored revision {restore.Revision}." }
            : authorship;
}
