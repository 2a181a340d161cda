namespace Actors.Configuration;

/// <summary>What does a gateway know of a feature in one environment?</summary>
/// <param name="Revision">Of the feature, when it last changed here. Orders hand-overs; no part of the payload.</param>
/// <param name="Enabled">When false, callers are told to use the default in their code.</param>
/// <param name="Json">
/// The definition in the GrowthBook dialect, <c>{"defaultValue":…,"rules":[…]}</c>, rules only if there are any; null
/// when the feature is archived or deleted and so not published at all.
/// </param>
[GenerateSerializer, Immutable, Alias("published-feature")]
public sealed record PublishedFeature(
    [property: Id(0)] string Key,
    [property: Id(1)] long Revision,
    [property: Id(2)] bool Enabled,
    [property: Id(3)] string? Json);
