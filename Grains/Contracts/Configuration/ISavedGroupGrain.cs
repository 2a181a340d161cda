using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Contracts.Configuration;

/// <summary>
/// One saved group: decides its changes, keeps it and hands its values to each environment's ruleset.
/// The key is "group:project/id", for example "group:shop/beta-testers".
/// </summary>
[Alias("saved-group-grain")]
public interface ISavedGroupGrain : IGrainWithStringKey
{
    /// <summary>The group as it is. Refused with "group-not-found".</summary>
    [Alias("current"), AlwaysInterleave]
    Task<Answer<SavedGroupView>> Current(CancellationToken cancellation = default);

    /// <summary>
    /// Creates or changes the group; answers when that is durable, with what the hand-over has reached by then.
    /// Refused with "groups-too-large" when those of the project would be too many or too large together.
    /// </summary>
    /// <param name="expected">As in <see cref="IFeatureGrain.Change"/>.</param>
    [Alias("put")]
    Task<Answer<SavedGroupView>> Put(
        SavedGroup group, long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>Refused with "group-in-use" and each feature whose rules name it, as far as they are listed.</summary>
    [Alias("delete")]
    Task<Answer<SavedGroupView>> Delete(
        long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <inheritdoc cref="IFeatureGrain.Deliver"/>
    [Alias("deliver")]
    Task<bool> Deliver(CancellationToken cancellation = default);
}

/// <summary>What is a saved group now, and how far has it been published?</summary>
/// <param name="Group">null when it was just deleted.</param>
/// <param name="Published">As in <see cref="FeatureView.Published"/>.</param>
[GenerateSerializer, Immutable, Alias("saved-group-view")]
public sealed record SavedGroupView(
    [property: Id(0)] string Id,
    [property: Id(1)] long Revision,
    [property: Id(2)] SavedGroup? Group,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset ChangedAt,
    [property: Id(5)] string ChangedBy,
    [property: Id(6)] ImmutableSortedDictionary<string, long?> Published);
