using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>
/// By which client, under which ruleset and when were the subjects first exposed? Without metrics: this tells what has
/// broken a split.
/// </summary>
[GenerateSerializer, Immutable, Alias("exposure-counts")]
public sealed record ExposureCounts
{
    /// <summary>By name and version of the client, ordinal.</summary>
    [Id(0)] public ImmutableArray<ClientCounts> Clients { get; init; } = [];

    /// <summary>By version of the ruleset that decided; 0: not said, -1: all that are not kept apart.</summary>
    [Id(1)] public ImmutableArray<NumberCounts> Rulesets { get; init; } = [];

    /// <summary>By <see cref="ExposurePeriod"/>.</summary>
    [Id(2)] public ImmutableArray<NumberCounts> Periods { get; init; } = [];

    public ExposureCounts Plus(ExposureCounts other) => new()
    {
        Clients =
        [
            .. Clients.Concat(other.Clients).GroupBy(one => one.Client)
                .Select(some => new ClientCounts(some.Key, Sum(some.Select(one => one.Subjects))))
                .OrderBy(one => one.Client, StringComparer.Ordinal),
        ],
        Rulesets = Plus(Rulesets, other.Rulesets),
        Periods = Plus(Periods, other.Periods),
    };

    private static ImmutableArray<NumberCounts> Plus(
        ImmutableArray<NumberCounts> some, ImmutableArray<NumberCounts> others) =>
    [
        .. some.Concat(others).GroupBy(one => one.Number)
            .Select(alike => new NumberCounts(alike.Key, Sum(alike.Select(one => one.Subjects))))
            .OrderBy(one => one.Number),
    ];

    private static ImmutableArray<long> Sum(IEnumerable<ImmutableArray<long>> counts) =>
        counts.Aggregate((one, other) => [.. one.Zip(other, (left, right) => left + right)]);
}

/// <summary>Subjects a variation whose first exposure a client told, for example "js 1.8.0"; "": not said.</summary>
[GenerateSerializer, Immutable, Alias("client-counts")]
public sealed record ClientCounts([property: Id(0)] string Client, [property: Id(1)] ImmutableArray<long> Subjects);

/// <summary>Subjects a variation, by the number of something.</summary>
[GenerateSerializer, Immutable, Alias("number-counts")]
public sealed record NumberCounts([property: Id(0)] long Number, [property: Id(1)] ImmutableArray<long> Subjects);
