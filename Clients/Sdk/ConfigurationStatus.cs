namespace Actors.Sdk;

/// <summary>What is evaluated now, and how fresh is it?</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="DateUpdated">When it was published, as the gateway says it; null when there is none.</param>
/// <param name="FeatureCount">How many features it has.</param>
/// <param name="ConfirmedAt">When a gateway last said that there is nothing newer, UTC; null: it has not yet.</param>
public sealed record ConfigurationStatus(
    ConfigurationOrigin Origin, string? DateUpdated, int FeatureCount, DateTimeOffset? ConfirmedAt);

/// <summary>Where did a configuration come from?</summary>
public enum ConfigurationOrigin
{
    /// <summary>There is none: every default is taken.</summary>
    None = 0,

    /// <summary>From the disk, as it was when this process or one before it last heard of one.</summary>
    DiskCopy = 1,

    Gateway = 2,
}
