using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Experiments;

namespace Actors.Contracts.Experiments;

/// <summary>
/// One experiment: decides its changes, keeps its revisions and hands its rules to the rulesets of its environments.
/// The key is "exp:project/experiment", for example "exp:shop/checkout-colour".
/// </summary>
[Alias("experiment-grain")]
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>The experiment as it is. Refused with "experiment-not-found".</summary>
    [Alias("current"), AlwaysInterleave]
    Task<Answer<ExperimentView>> Current(CancellationToken cancellation = default);

    /// <summary>
    /// Decides and keeps a change, then hands it over; answers when the change is durable, with what the hand-over
    /// has reached by then.
    /// </summary>
    /// <param name="expected">
    /// The revision that the author saw; 0: the experiment must not exist; null: whatever it is. Otherwise refused
    /// with "revision-stale".
    /// </param>
    [Alias("change")]
    Task<Answer<ExperimentView>> Change(
        ExperimentChange change, long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>
    /// What it would be after these changes, one upon the other; refused as the first of them that would be. Nothing is
    /// changed or reserved.
    /// </summary>
    [Alias("consider"), AlwaysInterleave]
    Task<Answer<ExperimentState>> Consider(
        ImmutableArray<ExperimentChange> changes, CancellationToken cancellation = default);

    /// <summary>
    /// Takes note of what the guardrails have shown: a step of the ramp may end, the ramp is held, or nobody is
    /// included any more, for a reason that a person can read. The same evidence again changes nothing.
    /// </summary>
    [Alias("guard")]
    Task<Answer<ExperimentView>> Guard(GuardrailEvidence evidence, CancellationToken cancellation = default);

    /// <summary>Revisions, newest first.</summary>
    /// <param name="before">Only those with a smaller number; null: from the newest.</param>
    /// <param name="limit">1 to 200.</param>
    [Alias("history"), AlwaysInterleave]
    Task<ImmutableArray<ExperimentRevision>> History(
        long? before, int limit, CancellationToken cancellation = default);

    /// <summary>Repeats what has not been acknowledged yet. Answers whether all has arrived now.</summary>
    [Alias("deliver")]
    Task<bool> Deliver(CancellationToken cancellation = default);
}
