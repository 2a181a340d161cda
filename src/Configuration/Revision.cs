using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Who changed a feature, when, why, how, and what was it afterwards?</summary>
/// <param name="Number">1 for the first, without gaps.</param>
/// <param name="At">When the decision was taken, UTC.</param>
/// <param name="Verb">created, changed, archived, unarchived, deleted, reverted or copied.</param>
/// <param name="Diff">What is different from the revision before, in the order of the paths.</param>
/// <param name="Feature">The feature after the change; null when it was deleted.</param>
[GenerateSerializer, Immutable, Alias("revision")]
public sealed record Revision(
    [property: Id(0)] long Number,
    [property: Id(1)] Authorship Authorship,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Verb,
    [property: Id(4)] ImmutableArray<Difference> Diff,
    [property: Id(5)] Feature? Feature);

/// <summary>One place where two JSON documents differ.</summary>
/// <param name="Path">JSON pointer (RFC 6901).</param>
/// <param name="Before">JSON text, or null when there was nothing.</param>
/// <param name="After">JSON text, or null when there is nothing any more.</param>
[GenerateSerializer, Immutable, Alias("difference")]
public sealed record Difference(
    [property: Id(0)] string Path, [property: Id(1)] string? Before, [property: Id(2)] string? After);
