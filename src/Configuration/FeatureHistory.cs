using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What does a feature's actor keep?</summary>
[GenerateSerializer, Immutable, Alias("feature-history")]
public sealed record FeatureHistory
{
    /// <summary>Older revisions are in the audit log only.</summary>
    public const int MaxRecent = 50;

    public static FeatureHistory Empty { get; } = new();

    /// <summary>When the feature was created, or created again after it had been deleted; UTC.</summary>
    [Id(0)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// The latest revisions, oldest first: at most <see cref="MaxRecent"/>, but always all that the audit log lacks.
    /// </summary>
    [Id(1)] public ImmutableArray<Revision> Recent { get; init; } = [];

    /// <summary>The highest revision that the audit log has.</summary>
    [Id(2)] public long Audited { get; init; }

    /// <summary>The highest revision that the project's index has.</summary>
    [Id(3)] public long Announced { get; init; }

    /// <summary>By environment name, ordinal: how far its ruleset has followed.</summary>
    [Id(4)]
    public ImmutableSortedDictionary<string, HandOver> HandOvers { get; init; } = Configuration.HandOvers.None;

    public Revision? Last => Recent.IsEmpty ? null : Recent[^1];

    /// <summary>Number of the last revision; 0 when the feature has never existed.</summary>
    public long Revision => Last?.Number ?? 0;

    /// <summary>null: it has never existed, or is deleted.</summary>
    public Feature? Feature => Last?.Feature;

    /// <summary>Whether the audit log, the project and every ruleset have acknowledged all there is.</summary>
    public bool Delivered => Audited >= Revision && Announced >= Revision && !Delivery.Waiting(this).Any();

    internal FeatureHistory Trimmed()
    {
        var surplus = 0;
        while (Recent.Length - surplus > MaxRecent && Recent[surplus].Number <= Audited)
        {
            surplus++;
        }

        return surplus == 0 ? this : this with { Recent = Recent.RemoveRange(0, surplus) };
    }
}
