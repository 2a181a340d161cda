using Actors.Foundation;

namespace Actors.Contracts.Allocation;

/// <summary>
/// Of which subjects of an environment has an operator decided something? Gateways follow it, so that they ask about
/// nobody else. The key is "overridden:project/environment", for example "overridden:shop/production".
/// </summary>
[Alias("overridden-grain")]
public interface IOverriddenGrain : IGrainWithStringKey
{
    /// <summary>Lists a subject; durable when it answers. Null, or the refusal "too-many-overridden".</summary>
    /// <param name="hash">Of the attribute's text, by <see cref="Actors.Allocation.UserId.HashOf"/>.</param>
    /// <param name="revision">Of what is about to be kept of the subject.</param>
    [Alias("list"), AlwaysInterleave]
    Task<Refusal?> List(string attribute, ulong hash, long revision, CancellationToken cancellation = default);

    /// <summary>Strikes a subject off, unless a later revision has listed it.</summary>
    [Alias("strike-off"), AlwaysInterleave]
    Task StrikeOff(string attribute, ulong hash, long revision, CancellationToken cancellation = default);

    /// <summary>
    /// As <see cref="Configuration.IRulesetGrain.Watch"/>: who is listed and who no longer, or all when the holder's
    /// version is forgotten; else heartbeats with the same version.
    /// </summary>
    [Alias("watch")]
    IAsyncEnumerable<OverriddenUpdate> Watch(long afterVersion, CancellationToken cancellation = default);
}
