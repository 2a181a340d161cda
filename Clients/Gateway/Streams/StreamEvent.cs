using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Streams;

/// <summary>What does a stream tell its client of a version?</summary>
/// <param name="Kind">For the metrics, such as "features".</param>
/// <param name="Frame">The event as it goes over the wire, with the version as its id and the empty line.</param>
/// <param name="AsksAgain">Whether the client has to ask again: the event does not hold what is new.</param>
internal readonly record struct StreamEvent(string Kind, ReadOnlyMemory<byte> Frame, bool AsksAgain);

/// <summary>What is there to tell of this version to who holds this key?</summary>
internal delegate StreamEvent Telling(Admission admission, ServedRuleset served);
