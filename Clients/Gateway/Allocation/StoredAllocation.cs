using Actors.Evaluation;

namespace Actors.Gateway.Allocation;

/// <summary>What was stored of the subject of a request, as far as it can change the answer?</summary>
/// <param name="Inputs">For the engine; null when it could not be had: then the hash answers.</param>
/// <param name="Tag">Another one for whatever gives another answer: a part of ETags.</param>
internal sealed record StoredAllocation(CallerInputs? Inputs, string Tag)
{
    /// <summary>Nobody answered in time.</summary>
    public static StoredAllocation Unavailable(CallerInputs? given) => new(given, "u") { IsUnavailable = true };

    /// <summary>Clients are told: <c>metadata.allocation</c>.</summary>
    public bool IsUnavailable { get; private init; }
}
