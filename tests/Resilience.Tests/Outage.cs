namespace Actors.Resilience.Tests;

/// <summary>How long is something away? The length is part of what is tested; nothing is hoped to happen meanwhile.</summary>
internal static class Outage
{
    public static async Task Of(TimeSpan length, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(length);
        await timer.WaitForNextTickAsync(cancellation);
    }
}
