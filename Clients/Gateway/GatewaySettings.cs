using System.ComponentModel.DataAnnotations;
using Actors.Gateway.Allocation;
using Actors.Gateway.Enrichment;
using Actors.Gateway.Population;
using Actors.Gateway.Protection;
using Actors.Gateway.Streams;
using Actors.ServiceDefaults;

namespace Actors.Gateway;

/// <summary>How does this gateway run? Section "Actors:Gateway".</summary>
public sealed class GatewaySettings : IValidatableObject
{
    public const string Section = RegionOptions.Section + ":Gateway";

    /// <summary>Unique in the region; empty: machine name and first listening port, "edge-7:5080".</summary>
    public string Name { get; set; } = "";

    /// <summary>Where each environment's last good ruleset is kept, one file each.</summary>
    public string DiskCopyDirectory { get; set; } = "./rulesets";

    /// <summary>Least time between two rounds of writing disk copies, milliseconds, 0 to 60,000.</summary>
    public int DiskCopyIntervalMilliseconds { get; set; } = 200;

    /// <summary>A ruleset not confirmed by the region for so long is called stale, seconds, 2 to 3,600.</summary>
    public int StaleAfterSeconds { get; set; } = 5;

    /// <summary>How many tallies of evaluations may wait to be counted, 1 to 1,000,000; more are dropped.</summary>
    public int TallyCapacity { get; set; } = 8192;

    /// <summary>How many exposures recorded here may wait to be written, 1 to 1,000,000; more are dropped.</summary>
    public int ServerExposureCapacity { get; set; } = 10_000;

    public LimitSettings Limits { get; set; } = new();

    public StreamSettings Streams { get; set; } = new();

    public EnrichmentSettings Enrichment { get; set; } = new();

    public AllocationSettings Allocation { get; set; } = new();

    public PopulationSettings Population { get; set; } = new();

    internal TimeSpan StaleAfter => TimeSpan.FromSeconds(StaleAfterSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Mistakes().Select(mistake => new ValidationResult(mistake));

    internal IEnumerable<string> Mistakes()
    {
        if (Name.Length > 200)
            yield return $"{Section}:{nameof(Name)} must be at most 200 characters.";
        if (string.IsNullOrWhiteSpace(DiskCopyDirectory))
            yield return $"{Section}:{nameof(DiskCopyDirectory)} must name a directory.";
        if (DiskCopyIntervalMilliseconds is < 0 or > 60_000)
            yield return $"{Section}:{nameof(DiskCopyIntervalMilliseconds)} must be 0 to 60,000.";
        if (StaleAfterSeconds is < 2 or > 3600)
            yield return $"{Section}:{nameof(StaleAfterSeconds)} must be 2 to 3,600; news come each second.";
        if (TallyCapacity is < 1 or > 1_000_000)
            yield return $"{Section}:{nameof(TallyCapacity)} must be 1 to 1,000,000.";
        if (ServerExposureCapacity is < 1 or > 1_000_000)
            yield return $"{Section}:{nameof(ServerExposureCapacity)} must be 1 to 1,000,000.";
        foreach (var mistake in Limits.Mistakes($"{Section}:{nameof(Limits)}"))
            yield return mistake;
        foreach (var mistake in Streams.Mistakes($"{Section}:{nameof(Streams)}"))
            yield return mistake;
        foreach (var mistake in Allocation.Mistakes($"{Section}:{nameof(Allocation)}"))
            yield return mistake;
        foreach (var mistake in Population.Mistakes($"{Section}:{nameof(Population)}"))
            yield return mistake;
        foreach (var mistake in Enrichment.Mistakes($"{Section}:{nameof(Enrichment)}"))
            yield return mistake;
    }
}
