namespace Actors.Measurement.Tests;

/// <summary>Events and experiments as tests need them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static int _number;

    public static MeasuredEvent Metric(
        string subject, double hours, double value = 1, string key = "buy", long count = 1) => new()
        {
            Id = $"e-{Interlocked.Increment(ref _number)}",
            Key = key,
            Subject = new("id", subject),
            At = Start.AddHours(hours),
            Value = (long)(value * Millionths.One),
            Count = count,
        };

    public static MeasuredEvent Exposure(
        string subject, double hours, string variation, string? country = null, string? phase = null) => new()
        {
            Id = $"e-{Interlocked.Increment(ref _number)}",
            Kind = EventKind.Exposure,
            Key = "checkout",
            Subject = new("id", subject),
            At = Start.AddHours(hours),
            Exposure = new(
                variation, phase, null, null, null, country is null ? [] : [new Dimension("country", country)]),
        };

    public static MeasuredExperiment Experiment(params MetricDefinition[] metrics) => new()
    {
        Experiment = "checkout",
        Phase = "0",
        Attribute = "id",
        Variations = ["a", "b"],
        Started = Start,
        Metrics = [.. metrics.Select((metric, index) => new MeasuredMetric($"m{index}", MetricRole.Primary, metric))],
        Dimensions = ["country"],
    };

    public static MetricDefinition Of(MetricKind kind, string key = "buy") => new() { Event = key, Kind = kind };
}
