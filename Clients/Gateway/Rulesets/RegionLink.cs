namespace Actors.Gateway.Rulesets;

/// <summary>How does the feed reach its region, and as whom?</summary>
internal sealed class RegionLink(IGrainFactory grains, GatewayIdentity identity, TimeProvider time)
{
    public IGrainFactory Grains => grains;

    public GatewayIdentity Identity => identity;

    public TimeProvider Time => time;

    /// <summary>Waits, or returns early when cancelled; never throws.</summary>
    public async Task Pause(TimeSpan delay, CancellationToken cancellation) =>
        await Task.Delay(delay, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
