using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Contracts.Configuration;

/// <summary>
/// One project: its environments, the index of its features, and batches of changes over many of them.
/// The key is "project:name", for example "project:shop".
/// </summary>
[Alias("project-grain")]
public interface IProjectGrain : IGrainWithStringKey
{
    /// <summary>Refused with "project-not-found".</summary>
    [Alias("current"), AlwaysInterleave]
    Task<Answer<ProjectView>> Current(CancellationToken cancellation = default);

    /// <summary>Creates or changes the project. Environments left out are removed.</summary>
    /// <param name="expected">As in <see cref="IFeatureGrain.Change"/>.</param>
    [Alias("put")]
    Task<Answer<ProjectView>> Put(
        Project project, long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>
    /// Answers what the project was. Refused with "project-not-found", "project-not-empty" while a feature or a saved
    /// group is left, or "batch-running".
    /// </summary>
    [Alias("delete")]
    Task<Answer<ProjectView>> Delete(long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>One page of the features, by key, ordinal.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<Answer<FeaturePage>> List(FeatureQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// A feature is about to change: the project remembers it, durably, and wakes the feature with
    /// <see cref="IFeatureGrain.Deliver"/> until that says that all has arrived. Refused with "project-not-found".
    /// </summary>
    /// <returns>The environments of the project.</returns>
    [Alias("expect"), AlwaysInterleave]
    Task<Answer<ImmutableArray<string>>> Expect(string feature, CancellationToken cancellation = default);

    /// <summary>What to list of a feature; older news than known is ignored.</summary>
    [Alias("announce"), AlwaysInterleave]
    Task Announce(FeatureSummary summary, CancellationToken cancellation = default);

    /// <summary>
    /// A saved group is about to change, as <see cref="Expect"/>. Refused with "project-not-found", "groups-too-large"
    /// or, when it is to be deleted, with "group-in-use".
    /// </summary>
    /// <param name="bytes">How large its values are going to be; null: it is to be deleted.</param>
    [Alias("expect-group"), AlwaysInterleave]
    Task<Answer<ImmutableArray<string>>> ExpectGroup(
        string group, long? bytes, CancellationToken cancellation = default);

    /// <summary>What to list of a saved group; older news than known is ignored.</summary>
    [Alias("announce-group"), AlwaysInterleave]
    Task AnnounceGroup(SavedGroupSummary summary, CancellationToken cancellation = default);

    /// <summary>The saved groups, by id, ordinal. Refused with "project-not-found".</summary>
    [Alias("groups"), AlwaysInterleave]
    Task<Answer<ImmutableArray<SavedGroupSummary>>> Groups(CancellationToken cancellation = default);

    /// <summary>
    /// Decides a batch as a whole and keeps it; from then on it will be carried out, whatever fails meanwhile.
    /// Refused with "batch-refused" and every problem; with "batch-running" while another is under way.
    /// </summary>
    [Alias("start-batch")]
    Task<Answer<BatchStatus>> StartBatch(
        ImmutableArray<BatchEntry> entries, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>How far a batch is, by the operation id of its authorship. Refused with "batch-not-found".</summary>
    [Alias("batch"), AlwaysInterleave]
    Task<Answer<BatchStatus>> Batch(string operationId, CancellationToken cancellation = default);

    /// <summary>Goes on with whatever is unfinished. Safe to call at any time.</summary>
    [Alias("resume"), AlwaysInterleave]
    Task Resume(CancellationToken cancellation = default);

    /// <summary>What was written in this project, newest first; of one instant, by subject and revision.</summary>
    [Alias("audit"), AlwaysInterleave]
    Task<ImmutableArray<AuditEntry>> Audit(AuditQuery query, CancellationToken cancellation = default);
}
