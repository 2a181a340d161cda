namespace Actors.Gateway.Population;

/// <summary>May contexts be sampled, so that a change can be asked whom it would move? Section
/// "Actors:Gateway:Population".</summary>
public sealed class PopulationSettings
{
    /// <summary>False: this gateway looks at nobody, and what-ifs know nothing of its subjects.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often the region is told of those who are new to it, seconds, 1 to 60.</summary>
    public int OfferSeconds { get; set; } = 5;

    internal TimeSpan OfferEvery => TimeSpan.FromSeconds(OfferSeconds);

    internal IEnumerable<string> Mistakes(string section)
    {
        if (OfferSeconds is < 1 or > 60)
            yield return $"{section}:{nameof(OfferSeconds)} must be 1 to 60.";
    }
}
