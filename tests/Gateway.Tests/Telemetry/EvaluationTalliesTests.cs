using System.Buffers;
using System.Diagnostics.Metrics;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Tests.Telemetry;

public sealed class EvaluationTalliesTests : IDisposable
{
    private static readonly ServedRuleset _served = Samples.Served(42, Samples.Features);

    private readonly MeterListener _listener = new();
    private readonly List<string> _told = [];
    private readonly GatewayMetrics _metrics = Samples.Metrics();

    public EvaluationTalliesTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _metrics.Meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _told.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))} {value}"));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Single_and_bulk_evaluations_are_counted_by_feature_and_reason()
    {
        var tallies = Tallies(capacity: 10);

        tallies.Add(_served, Feature("settings"), Reason.Static);
        tallies.Add(_served, All(Reason.Static));
        tallies.Add(_served, All(Reason.Disabled));
        tallies.Drain();
        tallies.Publish();

        Assert.Contains("actors.gateway.feature_evaluations shop/production settings static 2", _told);
        Assert.Contains("actors.gateway.feature_evaluations shop/production settings disabled 1", _told);
        Assert.Contains("actors.gateway.feature_evaluations shop/production banner static 1", _told);
        Assert.Contains($"actors.gateway.evaluations shop/production static {Samples.Features.Length + 1}", _told);
        Assert.Contains($"actors.gateway.evaluations shop/production disabled {Samples.Features.Length}", _told);
    }

    [Fact]
    public void What_was_told_is_not_told_again()
    {
        var tallies = Tallies(capacity: 10);
        tallies.Add(_served, Feature("settings"), Reason.Static);
        tallies.Drain();
        tallies.Publish();
        _told.Clear();

        tallies.Publish();
        tallies.Add(_served, Feature("banner"), Reason.Default);
        tallies.Drain();
        tallies.Publish();

        Assert.Equal(
            [
                "actors.gateway.feature_evaluations shop/production banner default 1",
                "actors.gateway.evaluations shop/production default 1",
            ],
            _told);
    }

    [Fact]
    public void What_finds_no_room_is_counted_as_dropped()
    {
        var tallies = Tallies(capacity: 1);

        tallies.Add(_served, All(Reason.Static));
        tallies.Add(_served, All(Reason.Static));
        tallies.Add(_served, Feature("banner"), Reason.Static);

        Assert.Equal(["actors.telemetry.dropped  1", "actors.telemetry.dropped  1"], _told);
    }

    private EvaluationTallies Tallies(int capacity) => new(
        Samples.Settings(settings => settings.TallyCapacity = capacity), _metrics, TimeProvider.System);

    private static CompiledFeature Feature(string key) =>
        _served.Compiled.TryGet(key, out var feature) ? feature : throw new KeyNotFoundException(key);

    private static byte[] All(Reason reason)
    {
        var reasons = ArrayPool<byte>.Shared.Rent(_served.Compiled.Features.Length);
        reasons.AsSpan().Fill((byte)reason);
        return reasons;
    }
}
