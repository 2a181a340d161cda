using System.Threading.Channels;
using Actors.Configuration;
using Actors.Contracts.Measurement;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;
using Actors.Measurement;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Measurement;

/// <summary>
/// Who was given which variation by this gateway, in experiments that want it recorded? Written off the request; what
/// finds no room is dropped and counted, and comes with the subject's next evaluation.
/// </summary>
internal sealed partial class ServerExposures(
    EventRouting routing,
    IOptions<GatewaySettings> settings,
    GatewayMetrics metrics,
    TimeProvider time,
    ILogger<ServerExposures> logger) : BackgroundService
{
    private const int MostTries = 60;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(5);

    private readonly RecentExposures _recent = new();
    private readonly Channel<Seen> _waiting = Channel.CreateBounded<Seen>(
        new BoundedChannelOptions(settings.Value.ServerExposureCapacity) { SingleReader = true });

    /// <summary>A subject was answered. All that is paid where no experiment wants it is one comparison.</summary>
    /// <param name="only">The feature that was asked for; null: all.</param>
    /// <param name="inputs">With what it was evaluated.</param>
    public void Record(ServedRuleset ruleset, CompiledFeature? only, Subject subject, CallerInputs? inputs)
    {
        if (ServerExposure.IsWanted(ruleset.Compiled)) Queue(ruleset, only, subject, inputs);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What waits is still sent: the loop ends by itself when nothing is left.
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } sending)
            await sending.WaitAsync(_lastWords, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
        while (_waiting.Reader.TryRead(out var unsent)) Drop(unsent.Environment, unsent.Event);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Seen>(EventLimits.MaxEvents);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < EventLimits.MaxEvents && _waiting.Reader.TryRead(out var seen)) batch.Add(seen);
            foreach (var own in batch.GroupBy(seen => seen.Environment)) await Send(own.Key, [.. own], stoppingToken);
            batch.Clear();
        }
    }

    private void Queue(ServedRuleset ruleset, CompiledFeature? only, Subject subject, CallerInputs? inputs)
    {
        foreach (var given in ServerExposure.Of(ruleset.Compiled, only, subject, inputs))
        {
            var one = ServerExposed.Event(
                given.Experiment,
                given.Phase,
                given.Variation,
                new(given.Attribute, given.Value),
                ruleset.Version,
                ServerExposure.Dimensions.Select(name => new Dimension(name, subject.Text(name) ?? "")),
                time.GetUtcNow());
            if (one is not null
                && _recent.TryAdd(ruleset.Environment, one)
                && !_waiting.Writer.TryWrite(new Seen(ruleset.Environment, one)))
                Drop(ruleset.Environment, one);
        }
    }

    private void Drop(EnvironmentId environment, MeasuredEvent exposure)
    {
        _recent.Forget(environment, exposure);
        metrics.ServerExposed(environment.ToString(), "dropped", 1);
    }

    /// <summary>Until they are durable, or no region has taken them for a minute: they come again then.</summary>
    private async Task Send(EnvironmentId environment, Seen[] seen, CancellationToken stopping)
    {
        EventReading[] events = [.. seen.Select(one => new EventReading(one.Event, one.Event.Id, null))];
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (await TrySend(environment, events, isFirst: tries == 1, stopping)) return;
            await Task.Delay(_pause, time, stopping);
        }

        foreach (var one in seen) Drop(environment, one.Event);
    }

    private async Task<bool> TrySend(
        EnvironmentId environment, EventReading[] events, bool isFirst, CancellationToken stopping)
    {
        try
        {
            var answer = await routing.Append(environment, events, stopping);
            if (answer.Value is not { } outcomes) return false;
            foreach (var (word, count) in outcomes.CountBy(Word))
                metrics.ServerExposed(environment.ToString(), word, count);
            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            if (isFirst) Log.NotSent(logger, environment, failure);
            return false;
        }
    }

    private static string Word(EventOutcome outcome) => outcome switch
    {
        EventOutcome.Duplicate => "known",
        EventOutcome.IdReused => "refused",
        _ => "written",
    };

    private readonly record struct Seen(EnvironmentId Environment, MeasuredEvent Event);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Exposures of {Environment} could not be written; it is tried again")]
        public static partial void NotSent(ILogger logger, EnvironmentId environment, Exception failure);
    }
}
