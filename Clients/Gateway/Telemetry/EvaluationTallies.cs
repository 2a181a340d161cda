using System.Buffers;
using System.Threading.Channels;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Telemetry;

/// <summary>
/// How often was each feature evaluated, and why so? Counted off the request; what does not fit is dropped.
/// </summary>
internal sealed class EvaluationTallies(
    IOptions<GatewaySettings> settings, GatewayMetrics metrics, TimeProvider time) : BackgroundService
{
    private const int DrainsPerPublication = 20;
    private static readonly TimeSpan _drainEvery = TimeSpan.FromMilliseconds(50);

    // Requests only ever try to write, and nobody waits to read: no request pays for waking somebody.
    private readonly Channel<Evaluated> _waiting = Channel.CreateBounded<Evaluated>(
        new BoundedChannelOptions(settings.Value.TallyCapacity) { SingleReader = true });

    private readonly Dictionary<ServedRuleset, Tally> _tallies = [];

    /// <summary>One feature was evaluated.</summary>
    public void Add(ServedRuleset ruleset, CompiledFeature feature, Reason reason)
    {
        if (!_waiting.Writer.TryWrite(new Evaluated(ruleset, feature, reason, null)))
            metrics.Dropped();
    }

    /// <summary>All features were evaluated.</summary>
    /// <param name="reasons">Of each feature in order; rented from the shared pool and given back here.</param>
    public void Add(ServedRuleset ruleset, byte[] reasons)
    {
        if (_waiting.Writer.TryWrite(new Evaluated(ruleset, null, default, reasons)))
            return;
        ArrayPool<byte>.Shared.Return(reasons);
        metrics.Dropped();
    }

    internal void Drain()
    {
        while (_waiting.Reader.TryRead(out var evaluated))
        {
            if (!_tallies.TryGetValue(evaluated.Ruleset, out var tally))
                _tallies[evaluated.Ruleset] = tally = new Tally(evaluated.Ruleset);
            if (evaluated.Feature is { } feature)
            {
                tally.Count(feature, evaluated.Reason);
            }
            else
            {
                tally.Count(evaluated.Reasons);
                ArrayPool<byte>.Shared.Return(evaluated.Reasons!);
            }
        }
    }

    internal void Publish()
    {
        foreach (var (ruleset, tally) in _tallies)
        {
            if (!tally.Publish(metrics))
                _tallies.Remove(ruleset); // nobody asks, or another version is served
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_drainEvery, time);
        for (var drains = 1; await timer.WaitForNextTickAsync(stoppingToken); drains++)
        {
            Drain();
            if (drains % DrainsPerPublication == 0)
                Publish();
        }
    }

    private readonly record struct Evaluated(
        ServedRuleset Ruleset, CompiledFeature? Feature, Reason Reason, byte[]? Reasons);
}
