using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Contracts.Configuration;

/// <summary>
/// One feature: decides its changes, keeps its revisions and hands what it publishes to each environment's ruleset.
/// The key is "setting:project/feature", for example "setting:shop/checkout-button".
/// </summary>
[Alias("feature-grain")]
public interface IFeatureGrain : IGrainWithStringKey
{
    /// <summary>The feature as it is. Refused with "feature-not-found".</summary>
    [Alias("current"), AlwaysInterleave]
    Task<Answer<FeatureView>> Current(CancellationToken cancellation = default);

    /// <summary>
    /// Decides and keeps a change, then hands it over; answers when the change is durable, with what the hand-over
    /// has reached by then.
    /// </summary>
    /// <param name="expected">
    /// The revision that the author saw; 0: the feature must not exist; null: whatever it is. Otherwise refused with
    /// "revision-stale".
    /// </param>
    [Alias("change")]
    Task<Answer<FeatureView>> Change(
        FeatureChange change, long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>
    /// The same for one change of many, kept by a project that has itself kept the whole batch: nothing is handed over
    /// here, the project does it for all of them together. Repeating it answers the same.
    /// </summary>
    [Alias("change-in-batch")]
    Task<Answer<BatchedChange>> ChangeInBatch(
        FeatureChange change, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>Revisions, newest first.</summary>
    /// <param name="before">Only those with a smaller number; null: from the newest.</param>
    /// <param name="limit">1 to 200.</param>
    [Alias("history"), AlwaysInterleave]
    Task<ImmutableArray<Revision>> History(long? before, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Repeats what has not been acknowledged yet, and tells the project of the feature in any case. Answers whether
    /// all has arrived now, in every environment that the project has.
    /// </summary>
    [Alias("deliver")]
    Task<bool> Deliver(CancellationToken cancellation = default);
}
