using System.Collections.Immutable;
using Actors.Allocation;
using Actors.Configuration;

namespace Actors.Contracts.Allocation;

/// <summary>
/// One subject: what it was given and is given again, what operators have decided for it, what it met.
/// The key is "user:project/environment/attribute/value", for example "user:shop/production/id/ada".
/// </summary>
[Alias("user-grain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>What is kept, as it is: nobody is enrolled by looking.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<UserMemory> Read(CancellationToken cancellation = default);

    /// <summary>
    /// What a gateway must know to answer the subject. What is proposed and not assigned yet is assigned, and durable
    /// when this answers; without proposals nothing is written.
    /// </summary>
    /// <param name="isListed">Whether it is asked because <see cref="IOverriddenGrain"/> lists the subject.</param>
    [Alias("recall"), AlwaysInterleave]
    Task<UserRecall> Recall(
        ImmutableArray<Proposal> proposals,
        long rulesetVersion,
        bool isListed,
        CancellationToken cancellation = default);

    /// <summary>
    /// Refused with "override-invalid", or "too-many-overridden" when the environment has too many of such subjects.
    /// </summary>
    /// <param name="given">The variation's key; of a feature the value as JSON.</param>
    [Alias("put-override")]
    Task<Answer<UserMemory>> PutOverride(
        OverrideTarget target,
        string given,
        DateTimeOffset? expiresAt,
        Authorship authorship,
        CancellationToken cancellation = default);

    /// <summary>Refused with "override-not-found". A repeated operation is answered as the first was.</summary>
    [Alias("remove-override")]
    Task<Answer<UserMemory>> RemoveOverride(
        OverrideTarget target, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>Erases everything that is kept, and looks again whether it is gone. Repeat it until it is.</summary>
    [Alias("erase")]
    Task<Erasure> Erase(Authorship authorship, CancellationToken cancellation = default);
}
