using System.Diagnostics.Metrics;
using Actors.Configuration;
using Actors.Gateway.Rulesets;
using OpenTelemetry.Metrics;

namespace Actors.Gateway.Telemetry;

/// <summary>What can be counted of a gateway? The names are stable; the gateway's README explains each.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "Actors";

    /// <summary>
    /// Of environments times features times reasons. OpenTelemetry alone would stop telling them apart at 2,000.
    /// </summary>
    public const int FeatureEvaluationSeries = 50_000;

    private const string FeatureEvaluations = "actors.gateway.feature_evaluations";

    private readonly Counter<long> _evaluations;
    private readonly Counter<long> _featureEvaluations;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _limited;
    private readonly Counter<long> _reshaped;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _applied;
    private readonly Counter<long> _diskCopyFailures;
    private readonly Counter<long> _contentDiffered;
    private readonly Counter<long> _recalls;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _exposuresCompared;
    private readonly Counter<long> _serverExposures;
    private readonly UpDownCounter<long> _streams;
    private readonly Counter<long> _streamEvents;
    private readonly Histogram<double> _propagation;
    private readonly Histogram<double> _answers;

    public GatewayMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(MeterName);
        _evaluations = Meter.CreateCounter<long>("actors.gateway.evaluations", "{evaluation}");
        _featureEvaluations = Meter.CreateCounter<long>(FeatureEvaluations, "{evaluation}");
        _exposuresCompared = Meter.CreateCounter<long>("actors.gateway.exposures_compared", "{exposure}");
        _serverExposures = Meter.CreateCounter<long>("actors.gateway.server_exposures", "{exposure}");
        _shed = Meter.CreateCounter<long>("actors.gateway.shed", "{request}");
        _limited = Meter.CreateCounter<long>("actors.gateway.limited", "{request}");
        _reshaped = Meter.CreateCounter<long>("actors.gateway.reshaped", "{request}");
        _rejected = Meter.CreateCounter<long>("actors.gateway.rejected", "{request}");
        _applied = Meter.CreateCounter<long>("actors.gateway.rulesets_applied", "{ruleset}");
        _diskCopyFailures = Meter.CreateCounter<long>("actors.gateway.disk_copy_failures", "{failure}");
        _contentDiffered = Meter.CreateCounter<long>("actors.gateway.content_mismatches", "{ruleset}");
        _recalls = Meter.CreateCounter<long>("actors.gateway.allocation_recalls", "{request}");
        _dropped = Meter.CreateCounter<long>("actors.telemetry.dropped", "{tally}");
        _streams = Meter.CreateUpDownCounter<long>("actors.gateway.streams", "{stream}");
        _streamEvents = Meter.CreateCounter<long>("actors.gateway.stream_events", "{event}");
        _propagation = Meter.CreateHistogram(
            "actors.gateway.propagation_seconds",
            "s",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
            });
        _answers = Meter.CreateHistogram(
            "actors.gateway.config_request_seconds",
            "s",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
            });
    }

    public Meter Meter { get; }

    public static void LimitSeries(MeterProviderBuilder meters) => meters.AddView(
        FeatureEvaluations, new MetricStreamConfiguration { CardinalityLimit = FeatureEvaluationSeries });

    /// <summary>Shows the age and version of whatever is served when somebody looks.</summary>
    public void Observe(LiveRulesets live, TimeProvider time)
    {
        Meter.CreateObservableGauge(
            "actors.gateway.config_age_seconds",
            () => Each(live, environment => environment.Age(time.GetUtcNow()).TotalSeconds),
            "s");
        Meter.CreateObservableGauge(
            "actors.gateway.ruleset_version", () => Each(live, environment => environment.Served.Version));
        Meter.CreateObservableGauge(
            "actors.gateway.ruleset_behind", () => Each(live, environment => environment.IsBehind ? 1 : 0));
        Meter.CreateObservableGauge(
            "actors.gateway.ruleset_warnings",
            () => Each(live, environment => environment.Served.Compiled.Warnings.Length));
        Meter.CreateObservableGauge(
            "actors.gateway.patterns_given_up",
            () => Each(live, environment => environment.Served.Compiled.Features.Sum(
                feature => feature.Patterns.GivenUp)));
    }

    public void Evaluated(string environment, string reason, long count) =>
        _evaluations.Add(count, new("environment", environment), new("reason", reason));

    public void Evaluated(string environment, string feature, string reason, long count) =>
        _featureEvaluations.Add(count, new("environment", environment), new("feature", feature), new("reason", reason));

    public void Shed(string trafficClass) => _shed.Add(1, new KeyValuePair<string, object?>("class", trafficClass));

    public void Limited(string by) => _limited.Add(1, new KeyValuePair<string, object?>("by", by));

    public void Reshaped(string kind) => _reshaped.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Rejected(string code) => _rejected.Add(1, new KeyValuePair<string, object?>("code", code));

    public void DiskCopyFailed(string operation) =>
        _diskCopyFailures.Add(1, new KeyValuePair<string, object?>("operation", operation));

    public void ContentDiffered(EnvironmentId environment) =>
        _contentDiffered.Add(1, new KeyValuePair<string, object?>("environment", environment.ToString()));

    /// <param name="outcome">answered, late or failed.</param>
    public void Recalled(string environment, string outcome) =>
        _recalls.Add(1, new("environment", environment), new("outcome", outcome));

    /// <param name="finding">agrees, differs, or why it cannot be said.</param>
    public void ExposuresCompared(string environment, string finding, long count) =>
        _exposuresCompared.Add(count, new("environment", environment), new("finding", finding));

    /// <param name="outcome">written, known, refused or dropped.</param>
    public void ServerExposed(string environment, string outcome, long count) =>
        _serverExposures.Add(count, new("environment", environment), new("outcome", outcome));

    /// <summary>The fast lane has answered; nothing else sees its requests.</summary>
    public void Answered(int status, TimeSpan after) =>
        _answers.Record(after.TotalSeconds, new KeyValuePair<string, object?>("status", status));

    public void Dropped() => _dropped.Add(1);

    public void StreamOpened() => _streams.Add(1);

    public void StreamClosed() => _streams.Add(-1);

    public void Told(string kind) => _streamEvents.Add(1, new KeyValuePair<string, object?>("event", kind));

    public void Applied(EnvironmentId environment, TimeSpan sincePublished)
    {
        var tag = new KeyValuePair<string, object?>("environment", environment.ToString());
        _applied.Add(1, tag);
        _propagation.Record(Math.Max(0, sincePublished.TotalSeconds), tag);
    }

    private static IEnumerable<Measurement<T>> Each<T>(LiveRulesets live, Func<LiveEnvironment, T> value)
        where T : struct =>
        live.Environments.Select(pair => new Measurement<T>(
            value(pair.Value), new KeyValuePair<string, object?>("environment", pair.Key)));
}
