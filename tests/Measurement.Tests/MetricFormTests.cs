namespace Actors.Measurement.Tests;

public sealed class MetricFormTests
{
    [Theory]
    [InlineData(MetricKind.Conversion)]
    [InlineData(MetricKind.Count)]
    [InlineData(MetricKind.Sum)]
    [InlineData(MetricKind.Mean)]
    public void A_metric_needs_an_event_only(MetricKind kind) => Assert.Empty(MetricForm.Problems(Some.Of(kind)));

    [Fact]
    public void All_that_is_wrong_is_told()
    {
        var metric = new MetricDefinition
        {
            Event = "",
            Kind = MetricKind.Ratio,
            Delay = TimeSpan.FromDays(-1),
            Window = TimeSpan.Zero,
            Lookback = TimeSpan.FromDays(15),
            Cap = -1,
            CapPercentile = double.NaN,
        };
        Assert.Equal(
            [
                "/event", "/denominator", "/delaySeconds", "/windowSeconds", "/lookbackSeconds", "/lookbackSeconds",
                "/cap", "/cap", "/cap", "/capPercentile",
            ],
            MetricForm.Problems(metric).Select(problem => problem.Path));
    }

    [Fact]
    public void Retention_needs_a_window() => Assert.Equal(
        "window-missing", Assert.Single(MetricForm.Problems(Some.Of(MetricKind.Retention))).Code);
}
