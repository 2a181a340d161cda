using System.Collections.Immutable;

namespace Actors.Population;

/// <summary>Who asked a gateway lately, and what did it say of itself?</summary>
/// <param name="Hash">
/// Of who it is: evenly spread over all 64 bits, independent of what draws variations. The largest of all is nobody's.
/// </param>
/// <param name="At">When it asked, UTC.</param>
/// <param name="Context">What is left of the attributes, a JSON object: see <see cref="ContextCleaning"/>.</param>
/// <param name="Removed">Names of the attributes that were not kept, at most 16.</param>
[GenerateSerializer, Immutable, Alias("sighting")]
public sealed record Sighting(
    [property: Id(0)] ulong Hash,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Context,
    [property: Id(3)] ImmutableArray<string> Removed);
