namespace Actors.LoadTest.Reporting;

/// <summary>One request in so many took longer than so many milliseconds: 100 is the 99th percentile.</summary>
internal sealed record CurvePoint(double OneIn, double Ms);
