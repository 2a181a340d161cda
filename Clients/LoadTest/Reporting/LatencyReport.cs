using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Reporting;

/// <summary>A distribution of latencies in milliseconds.</summary>
/// <param name="Curve">The percentiles for a plot, as far out as there are samples to tell.</param>
internal sealed record LatencyReport(
    long Count,
    double MeanMs,
    double P50Ms,
    double P75Ms,
    double P90Ms,
    double P95Ms,
    double P99Ms,
    double P999Ms,
    double P9999Ms,
    double MaxMs,
    IReadOnlyList<CurvePoint> Curve)
{
    private const int PointsPerDecade = 12;
    private const int Decades = 6;

    public static LatencyReport Of(Latencies latencies) => new(
        latencies.Count,
        Milliseconds(latencies.Mean),
        Milliseconds(latencies.At(50)),
        Milliseconds(latencies.At(75)),
        Milliseconds(latencies.At(90)),
        Milliseconds(latencies.At(95)),
        Milliseconds(latencies.At(99)),
        Milliseconds(latencies.At(99.9)),
        Milliseconds(latencies.At(99.99)),
        Milliseconds(latencies.Max),
        [.. Points(latencies)]);

    /// <summary>Equal steps on the scale 1/(1-p), ended by the maximum.</summary>
    private static IEnumerable<CurvePoint> Points(Latencies latencies)
    {
        if (latencies.Count == 0)
            yield break;

        for (var step = 0; step <= PointsPerDecade * Decades; step++)
        {
            var rarity = Math.Pow(10, (double)step / PointsPerDecade);
            if (rarity >= latencies.Count)
                break;
            yield return new CurvePoint(rarity, Milliseconds(latencies.At(100 - (100 / rarity))));
        }

        yield return new CurvePoint(latencies.Count, Milliseconds(latencies.Max));
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
