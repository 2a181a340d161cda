namespace Actors.Harness;

/// <summary>
/// How long is something away? The length is part of what is tested; nothing is hoped to happen meanwhile.
/// </summary>
public static class Outage
{
    public static Task Of(TimeSpan length, CancellationToken cancellation = default) =>
        Task.Delay(length, cancellation);
}
