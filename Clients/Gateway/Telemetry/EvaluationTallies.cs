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
    private readonly Channel<Tally> _waiting = Channel.CreateBounded<Tally>(
        new BoundedChannelOptions(settings.Value.TallyCapacity) { SingleReader = true });

    private readonly Dictionary<(string Environment, string Feature, Reason Reason), long> _counts = [];
    private readonly Dictionary<(string Environment, Reason Reason), long> _totals = [];

    /// <summary>One feature was evaluated.</summary>
    public void Add(ServedRuleset ruleset, CompiledFeature feature, Reason reason)
    {
        if (!_waiting.Writer.TryWrite(new Tally(ruleset, feature, reason, null)))
            metrics.Dropped();
    }

    /// <summary>All features were evaluated.</summary>
    /// <param name="reasons">Of each feature in order; rented from the shared pool and given back here.</param>
    public void Add(ServedRuleset ruleset, byte[] reasons)
    {
        if (_waiting.Writer.TryWrite(new Tally(ruleset, null, default, reasons)))
            return;
        ArrayPool<byte>.Shared.Return(reasons);
        metrics.Dropped();
    }

    internal void Drain()
    {
        while (_waiting.Reader.TryRead(out var tally))
        {
            if (tally.Feature is not null)
                Count(tally.Ruleset, tally.Feature, tally.Reason);
            else
                CountAll(tally.Ruleset, tally.Reasons!);
        }
    }

    internal void Publish()
    {
        foreach (var ((environment, feature, reason), count) in _counts)
        {
            metrics.Evaluated(environment, feature, Name(reason), count);
        }

        foreach (var ((environment, reason), count) in _totals)
        {
            metrics.Evaluated(environment, Name(reason), count);
        }

        _counts.Clear();
        _totals.Clear();
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

    private static string Name(Reason reason) => reason switch
    {
        Reason.Static => "static",
        Reason.TargetingMatch => "targeting_match",
        Reason.Split => "split",
        Reason.Default => "default",
        Reason.Disabled => "disabled",
        _ => "unknown",
    };

    private void CountAll(ServedRuleset ruleset, byte[] reasons)
    {
        var features = ruleset.Compiled.Features;
        for (var i = 0; i < features.Length; i++)
        {
            Count(ruleset, features[i], (Reason)reasons[i]);
        }

        ArrayPool<byte>.Shared.Return(reasons);
    }

    private void Count(ServedRuleset ruleset, CompiledFeature feature, Reason reason)
    {
        var name = ruleset.Name;
        _counts[(name, feature.Key, reason)] = _counts.GetValueOrDefault((name, feature.Key, reason)) + 1;
        _totals[(name, reason)] = _totals.GetValueOrDefault((name, reason)) + 1;
    }

    private readonly record struct Tally(
        ServedRuleset Ruleset, CompiledFeature? Feature, Reason Reason, byte[]? Reasons);
}
