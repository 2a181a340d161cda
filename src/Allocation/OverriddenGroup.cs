using System.Collections.Immutable;

namespace Actors.Allocation;

/// <summary>Which subjects that one attribute names are meant? By <see cref="UserId.HashOf"/>.</summary>
[GenerateSerializer, Immutable, Alias("overridden-group")]
public sealed record OverriddenGroup(
    [property: Id(0)] string Attribute, [property: Id(1)] ImmutableArray<ulong> Hashes);
