using System.Collections.Immutable;
using System.Globalization;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Experiments;
using Actors.Contracts.Measurement;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Measurement;
using Actors.Statistics;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Measurement;

/// <summary>Says what an experiment's sums mean, and guards it while it runs.</summary>
[GrainType("results")]
internal sealed partial class ResultsGrain : Grain, IResultsGrain, IRemindable
{
    /// <summary>More values of a dimension have too few subjects to be worth a report each.</summary>
    private const int MostSegments = 50;

    private const string Favourite = "production";

    /// <summary>Where no guardrail can be harmed only every third look is worth asking all partitions.</summary>
    private const int EasyGoing = 3;

    private static readonly TimeSpan _watch = TimeSpan.FromSeconds(2);

    private readonly ExperimentId _id;
    private readonly Gathering _gathering;
    private readonly WorkReminder _reminder;
    private readonly ILogger _logger;
    private readonly HashSet<AlarmId> _right = [];
    private IGrainTimer? _watching;
    private int _looks;

    public ResultsGrain(TimeProvider time, ILogger<ResultsGrain> logger)
    {
        _id = GrainKeys.ResultsOf(this.GetPrimaryKeyString());
        _gathering = new Gathering(_id.Experiment, GrainFactory, time);
        _reminder = new WorkReminder(this);
        _logger = logger;
    }

    private IExperimentGrain Experiment => GrainFactory.GetExperiment(_id);

    private IAlarmsGrain Alarms => GrainFactory.GetAlarms(_id.Project);

    public async Task<Answer<ExperimentResults>> Read(ResultsQuery query, CancellationToken cancellation)
    {
        var results = await Known(query, cancellation);
        if (results.Value is not { } known) return results;
        var alarms = await Alarms.Current(cancellation);
        return known with
        {
            Alarms =
            [
                .. alarms.Raised.Where(alarm =>
                    alarm.Id.Experiment == known.Experiment && alarm.Id.Environment == known.Environment),
            ],
        };
    }

    public async Task Follow(CancellationToken cancellation)
    {
        await _reminder.During(() => Task.CompletedTask);
        Watch();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Watch();
        return Task.CompletedTask;
    }

    private async Task<Answer<ExperimentResults>> Known(ResultsQuery query, CancellationToken cancellation)
    {
        var current = await Experiment.Current(cancellation);
        if (current.Refusal is { } missing) return missing;
        var state = current.Value!.Revision.State;
        if (state.Run is not { } run)
            return new Refusal("experiment-not-started", "It has no results: it has never been started.");
        if (Environment(query.Environment, state.Experiment.Environments) is not { } environment)
            return new Refusal("environment-not-found", $"The experiment does not run in '{query.Environment}'.");

        var phase = run.Phase.ToString(CultureInfo.InvariantCulture);
        var gathered = await _gathering.Of(new EnvironmentId(_id.Project, environment), phase)
            .WaitAsync(cancellation);
        var sums = gathered.Sums ?? ExperimentSums.Empty(Unmeasured(state, run));
        if (query.Dimension is { } dimension && !sums.Of.Dimensions.Contains(dimension))
        {
            return new Refusal(
                "dimension-not-found", $"Sums are kept apart by {string.Join(", ", sums.Of.Dimensions)} only.");
        }

        var settings = ResultsInput.Settings(state.Experiment.Statistics);
        return new ExperimentResults(
            _id.Experiment,
            environment,
            phase,
            gathered.At,
            gathered.Events,
            gathered.IsCatchingUp,
            Analysis.Of(ResultsInput.All(sums, state.Weights, run.SplitSince), settings),
            query.Dimension,
            query.Dimension is null ? [] : Segments(sums, query.Dimension, state.Weights, settings),
            await Drift(new EnvironmentId(_id.Project, environment), cancellation));
    }

    private static string? Environment(string? asked, ImmutableArray<string> environments) =>
        asked is not null ? environments.Contains(asked) ? asked : null
        : environments.Contains(Favourite) ? Favourite
        : environments.FirstOrDefault();

    /// <summary>What is told before the partitions have heard of it: nobody, in every variation.</summary>
    private MeasuredExperiment Unmeasured(ExperimentState state, Run run) => new()
    {
        Experiment = _id.Experiment,
        Phase = run.Phase.ToString(CultureInfo.InvariantCulture),
        Attribute = state.Experiment.HashAttribute,
        Variations = [.. state.Experiment.Variations.Select(variation => variation.Key)],
        Started = run.PhaseStartedAt,
    };

    private static ImmutableArray<SegmentReport> Segments(
        ExperimentSums sums, string dimension, ImmutableArray<int> weights, AnalysisSettings settings) =>
    [
        .. sums.Dimensions
            .Where(part => part.Name == dimension)
            .OrderByDescending(ResultsInput.Subjects)
            .ThenBy(part => part.Value, StringComparer.Ordinal)
            .Take(MostSegments)
            .Select(part => new SegmentReport(
                part.Value, Analysis.Of(ResultsInput.Part(sums, part, weights), settings))),
    ];

    /// <summary>Figures, and guardrails, do not wait for it.</summary>
    private async Task<DriftSummary?> Drift(EnvironmentId environment, CancellationToken cancellation)
    {
        try
        {
            return await GrainFactory.GetDrift(environment, _id.Experiment)
                .Read(cancellation).WaitAsync(_watch, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NoDrift(_logger, _id, failure);
            return null;
        }
    }

    private void Watch() => _watching ??= this.RegisterGrainTimer(
        Guard, new GrainTimerCreationOptions(_watch, _watch) { KeepAlive = true });

    private async Task Guard(CancellationToken cancellation)
    {
        try
        {
            var current = await Experiment.Current(cancellation);
            if (current.Value is not { Revision.State: { IsLive: true } state })
            {
                await Alarms.End(_id.Experiment, "The experiment does not run any more", cancellation);
                _watching?.Dispose();
                _watching = null;
                await _reminder.Release();
                return;
            }

            if (state.Experiment.Metrics.Guardrail.IsEmpty && _looks++ % EasyGoing != 0) return;
            foreach (var environment in state.Experiment.Environments)
            {
                var results = await Known(new ResultsQuery(environment), cancellation);
                if (results.Value is not { } known) continue;
                if (Evidence.Of(state, known) is { } evidence) await Tell(evidence, cancellation);
                foreach (var finding in AlarmEvidences.Of(known)) await Tell(finding, cancellation);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.CouldNotGuard(_logger, _id, failure);
        }
    }

    private async Task Tell(GuardrailEvidence evidence, CancellationToken cancellation)
    {
        var answer = await Experiment.Guard(evidence, cancellation);
        if (answer.Refusal is { } refusal)
            Log.Refused(_logger, _id, evidence.Reason, refusal.Message);
        else
            Log.Told(_logger, _id, evidence.Verdict, evidence.Reason);
    }

    /// <summary>What is right is told once, what is wrong until it is right.</summary>
    private async Task Tell(AlarmFinding finding, CancellationToken cancellation)
    {
        if (finding.Evidence is AlarmEvidence.Undecided || _right.Contains(finding.Id)
            && finding.Evidence is AlarmEvidence.Right)
        {
            return;
        }

        await Alarms.Take(finding, cancellation);
        if (finding.Evidence is AlarmEvidence.Right) _right.Add(finding.Id);
        else _right.Remove(finding.Id);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The guardrails of {Experiment} say {Verdict}: {Reason}")]
        public static partial void Told(
            ILogger logger, ExperimentId experiment, GuardrailVerdict verdict, string reason);

        [LoggerMessage(LogLevel.Error, "A guardrail of {Experiment} was not heard ({Reason}): {Refusal}")]
        public static partial void Refused(ILogger logger, ExperimentId experiment, string reason, string refusal);

        [LoggerMessage(LogLevel.Warning, "Whether clients drift in {Experiment} is not known now")]
        public static partial void NoDrift(ILogger logger, ExperimentId experiment, Exception failure);

        [LoggerMessage(LogLevel.Warning, "{Experiment} could not be looked at; it is tried again")]
        public static partial void CouldNotGuard(ILogger logger, ExperimentId experiment, Exception failure);
    }
}
