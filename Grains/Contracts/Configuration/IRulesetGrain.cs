using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Contracts.Configuration;

/// <summary>
/// One environment's published document: a single sequence of versions, the SDK keys, and who serves which version.
/// The key is "ruleset:project/environment", for example "ruleset:shop/production".
/// </summary>
[Alias("ruleset-grain")]
public interface IRulesetGrain : IGrainWithStringKey
{
    /// <summary>The durable document; <see cref="RulesetDocument.Empty"/> before anything was published.</summary>
    [Alias("snapshot"), AlwaysInterleave]
    Task<RulesetDocument> Snapshot(CancellationToken cancellation = default);

    /// <summary>
    /// Takes features over. What it already knows, or knows newer, it ignores; the version moves by one if the payload
    /// is different afterwards. Answers the version that holds them, once it is durable.
    /// </summary>
    [Alias("publish"), AlwaysInterleave]
    Task<long> Publish(ImmutableArray<PublishedFeature> features, CancellationToken cancellation = default);

    /// <summary>Takes saved groups over, as <see cref="Publish"/> takes features.</summary>
    [Alias("publish-groups"), AlwaysInterleave]
    Task<long> PublishGroups(ImmutableArray<PublishedGroup> groups, CancellationToken cancellation = default);

    /// <summary>
    /// Takes over what an experiment adds to features, as <see cref="Publish"/> takes features.
    /// </summary>
    [Alias("publish-experiment"), AlwaysInterleave]
    Task<long> PublishExperiment(ExperimentRules rules, CancellationToken cancellation = default);

    /// <summary>
    /// What is newer than <paramref name="afterVersion"/>, now and whenever it changes; at least once a second an
    /// update, which may be empty. Ends when the host is stopping: resume with the last version.
    /// </summary>
    [Alias("watch")]
    IAsyncEnumerable<RulesetUpdate> Watch(long afterVersion, CancellationToken cancellation = default);

    /// <summary>Refused with "key-exists" when the id is taken by another key.</summary>
    [Alias("issue-key")]
    Task<Answer<SdkKey>> IssueKey(SdkKey key, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>Refused with "key-not-found". A repeated operation is answered as the first was.</summary>
    [Alias("revoke-key")]
    Task<Answer<SdkKey>> RevokeKey(string id, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>Lets client keys fetch the payload with its rules, or forbids it again; answers the version.</summary>
    [Alias("permit")]
    Task<long> Permit(bool clientKeysMayFetchRules, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>
    /// Lets a contextual bandit go by these weights; answers the version. Refused with "bandit-invalid".
    /// </summary>
    [Alias("put-bandit")]
    Task<Answer<long>> PutBandit(
        PublishedBandit bandit, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>Also one that is not there; answers the version.</summary>
    [Alias("remove-bandit")]
    Task<long> RemoveBandit(string id, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>Marks the environment as removed (or as existing again); gateways follow.</summary>
    [Alias("remove")]
    Task<long> Remove(bool removed, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>A gateway says what it serves: after each new version, and every two seconds.</summary>
    [Alias("report"), AlwaysInterleave]
    Task Report(GatewayReport report, CancellationToken cancellation = default);

    [Alias("propagation"), AlwaysInterleave]
    Task<Propagation> Propagation(CancellationToken cancellation = default);
}
