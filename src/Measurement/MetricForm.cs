using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Measurement;

/// <summary>What is wrong with the definition of a metric?</summary>
public static class MetricForm
{
    /// <summary>Of a conversion window and its delay.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(365);

    /// <summary>Everything that is wrong, by JSON pointer into the definition.</summary>
    public static ImmutableArray<Problem> Problems(MetricDefinition metric) =>
    [
        .. Events(metric),
        .. Times(metric),
        .. Caps(metric),
    ];

    private static IEnumerable<Problem> Events(MetricDefinition metric)
    {
        if (!EventNames.IsName(metric.Event, EventLimits.MaxName))
            yield return new("/event", "key-invalid", $"An event's key is {EventNames.Form(EventLimits.MaxName)}.");
        if (!Enum.IsDefined(metric.Kind))
            yield return new("/kind", "kind-invalid", "There is no such kind of metric.");
        if (metric.IsRatio && !EventNames.IsName(metric.Denominator ?? "", EventLimits.MaxName))
            yield return new("/denominator", "key-invalid", "A ratio names the events below the line.");
        if (!metric.IsRatio && metric.Denominator is not null)
            yield return new("/denominator", "denominator-unused", "Only a ratio has something below the line.");
    }

    private static IEnumerable<Problem> Times(MetricDefinition metric)
    {
        if (metric.Delay < TimeSpan.Zero || metric.Delay > MaxWindow)
            yield return new("/delaySeconds", "window-invalid", "A delay is from 0 to 365 days.");
        if (metric.Window is { } window && (window <= TimeSpan.Zero || window > MaxWindow))
            yield return new("/windowSeconds", "window-invalid", "A window is longer than 0, and at most 365 days.");
        if (metric.Kind == MetricKind.Retention && metric.Window is null)
            yield return new("/windowSeconds", "window-missing", "Retention needs a window.");
        if (metric.Lookback < TimeSpan.Zero || metric.Lookback > EventLimits.MaxLookback)
            yield return new("/lookbackSeconds", "lookback-invalid", "A look back is at most 14 days.");
        if (metric.IsRatio && metric.Lookback != TimeSpan.Zero)
            yield return new("/lookbackSeconds", "lookback-invalid", "A ratio has no covariate.");
    }

    private static IEnumerable<Problem> Caps(MetricDefinition metric)
    {
        if (metric.Cap is null && metric.CapPercentile is null) yield break;
        if (metric.Kind is not (MetricKind.Count or MetricKind.Sum or MetricKind.Mean))
            yield return new("/cap", "cap-invalid", "Only a count, a sum or a mean has a cap.");
        if (metric.Cap is not null && metric.CapPercentile is not null)
            yield return new("/cap", "cap-invalid", "A cap is a value or a percentile, not both.");
        if (metric.Cap is <= 0 or > Millionths.Max)
            yield return new("/cap", "cap-invalid", "A cap is above 0 and at most 1e12.");
        if (metric.CapPercentile is { } share && !(share > 0 && share < 1))
            yield return new("/capPercentile", "cap-invalid", "A percentile is above 0 and below 1.");
    }
}
