using System.Diagnostics;

namespace Actors.Measurement;

/// <summary>What has a subject for one metric, in and beside the window?</summary>
/// <param name="Value">Millionths, of the events that count.</param>
/// <param name="Count">How often these happened.</param>
/// <param name="OtherValue">Of the covariate, or below the line of a ratio.</param>
[GenerateSerializer, Immutable, Alias("subject-totals")]
public readonly record struct Totals(
    [property: Id(0)] Int128 Value,
    [property: Id(1)] long Count,
    [property: Id(2)] Int128 OtherValue,
    [property: Id(3)] long OtherCount)
{
    public Totals With(MetricDefinition metric, MeasuredEvent one, DateTimeOffset exposed, MeasuredExperiment within)
    {
        var next = this;
        if (one.Key == metric.Event && IsInWindow(metric, one.At, exposed, within))
        {
            next = next with { Value = next.Value + one.Value, Count = next.Count + one.Count };
        }

        var isOther = metric.IsRatio
            ? one.Key == metric.Denominator && IsInWindow(metric, one.At, exposed, within)
            : one.Key == metric.Event && one.At < exposed && one.At >= exposed - metric.Lookback;
        return isOther
            ? next with { OtherValue = next.OtherValue + one.Value, OtherCount = next.OtherCount + one.Count }
            : next;
    }

    /// <summary>What the subject counts for: x, and y, the covariate or what is below the line. Millionths.</summary>
    public (long X, long Y) Contribution(MetricDefinition metric) => metric.IsRatio
        ? (Of(metric.Numerator, Value, Count), Of(metric.Below, OtherValue, OtherCount))
        : (Capped(metric, Of(metric.Kind, Value, Count)), Capped(metric, Of(metric.Kind, OtherValue, OtherCount)));

    private static bool IsInWindow(
        MetricDefinition metric, DateTimeOffset at, DateTimeOffset exposed, MeasuredExperiment within)
    {
        var opens = exposed + metric.Delay;
        return at >= opens && (metric.Window is not { } window || at < opens + window) && within.IsOpenAt(at);
    }

    private static long Of(MetricKind kind, Int128 value, long count) => kind switch
    {
        MetricKind.Conversion or MetricKind.Retention => Of(Quantity.Occurrence, value, count),
        MetricKind.Count => Of(Quantity.Count, value, count),
        MetricKind.Sum => Of(Quantity.Value, value, count),
        MetricKind.Mean => count == 0 ? 0 : Millionths.Clamped(value / count),
        _ => throw new UnreachableException($"{kind} is no kind of one quantity."),
    };

    private static long Of(Quantity quantity, Int128 value, long count) => quantity switch
    {
        Quantity.Occurrence => count > 0 ? Millionths.One : 0,
        Quantity.Count => Millionths.Clamped((Int128)count * Millionths.One),
        _ => Millionths.Clamped(value),
    };

    private static long Capped(MetricDefinition metric, long value) =>
        metric.Cap is { } cap && value > cap ? cap : value;
}
