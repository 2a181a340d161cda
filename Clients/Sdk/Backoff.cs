namespace Actors.Sdk;

/// <summary>How long until the next try? Never twice the same, so that a herd disperses.</summary>
internal static class Backoff
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(500);

    /// <summary>Half a second, doubled with each failure, never more than <paramref name="longest"/>; half of it to
    /// all.</summary>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var whole = _first * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return (whole < longest ? whole : longest) * (0.5 + Random.Shared.NextDouble() / 2);
    }

    /// <summary>A fifth more or less.</summary>
    public static TimeSpan About(TimeSpan interval) => interval * (0.8 + Random.Shared.NextDouble() * 0.4);
}
