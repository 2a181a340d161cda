namespace Actors.Configuration;

/// <summary>What does a gateway know of a saved group? The same in every environment of its project.</summary>
/// <param name="Id">Named by <c>$inGroup</c> and <c>$notInGroup</c>.</param>
/// <param name="Revision">Of the group. Orders hand-overs; no part of the payload.</param>
/// <param name="Values">A JSON array of texts and numbers; null when the group is deleted.</param>
[GenerateSerializer, Immutable, Alias("published-group")]
public sealed record PublishedGroup(
    [property: Id(0)] string Id, [property: Id(1)] long Revision, [property: Id(2)] string? Values);
