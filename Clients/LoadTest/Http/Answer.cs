using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Http;

/// <summary>What a gateway answered: the outcome, and what the body and the entity tag were.</summary>
internal sealed record Answer(Outcome Outcome, byte[] Body, string? EntityTag);
