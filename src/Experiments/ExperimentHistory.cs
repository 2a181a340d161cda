using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Experiments;

/// <summary>What does an experiment's actor keep?</summary>
[GenerateSerializer, Immutable, Alias("experiment-history")]
public sealed record ExperimentHistory
{
    /// <summary>Older revisions are in the audit log only.</summary>
    public const int MaxRecent = 50;

    public static ExperimentHistory Empty { get; } = new();

    [Id(0)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Oldest first: at most <see cref="MaxRecent"/>, but always all the audit log lacks.</summary>
    [Id(1)] public ImmutableArray<ExperimentRevision> Recent { get; init; } = [];

    /// <summary>The highest revision that the audit log has.</summary>
    [Id(2)] public long Audited { get; init; }

    /// <summary>The highest revision that the project's list has.</summary>
    [Id(3)] public long Announced { get; init; }

    /// <summary>By environment name, ordinal: how far its ruleset has followed.</summary>
    [Id(4)] public ImmutableSortedDictionary<string, HandOver> HandOvers { get; init; } = Configuration.HandOvers.None;

    /// <summary>Whether its layers may have granted it slots; noted before it asks for any.</summary>
    [Id(5)] public bool HoldsSlots { get; init; }

    /// <summary>The highest revision of which those who measure know.</summary>
    [Id(6)] public long Planned { get; init; }

    public ExperimentRevision? Last => Recent.IsEmpty ? null : Recent[^1];

    /// <summary>Number of the last revision; 0: it has never existed.</summary>
    public long Revision => Last?.Number ?? 0;

    public ExperimentState? State => Last?.State;

    /// <summary>Whether every ruleset has acknowledged what is published now.</summary>
    public bool Published => !HandOvers.Waiting().Any();

    /// <summary>Whether it has to give slots back, since it is not running (any more).</summary>
    public bool OwesSlots => HoldsSlots && State is not { IsLive: true };

    /// <summary>Whether rulesets, layers, measurement, audit log and the list know all there is.</summary>
    public bool Delivered =>
        Published && !OwesSlots && Planned >= Revision && Audited >= Revision && Announced >= Revision;

    /// <summary>The audit log has all up to this revision.</summary>
    public ExperimentHistory AuditedTo(long revision)
    {
        if (revision <= Audited)
        {
            return this;
        }

        var surplus = Recent.Take(Math.Max(0, Recent.Length - MaxRecent)).Count(old => old.Number <= revision);
        return this with { Audited = revision, Recent = Recent.RemoveRange(0, surplus) };
    }
}
