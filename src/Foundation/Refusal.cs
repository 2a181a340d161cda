using System.Collections.Immutable;

namespace Actors.Foundation;

/// <summary>A considered no. The code is for programs and never changes; the message is for people.</summary>
/// <param name="Code">Stable, kebab-case, for example "feature-not-found".</param>
/// <param name="Message">One sentence that says what was wrong and what would be right.</param>
public sealed record Refusal(string Code, string Message)
{
    /// <summary>Every single thing that was wrong, when the request as a whole was refused; else empty.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Path">Where, as a JSON pointer into the request (RFC 6901), for example "/features/3/rules/0".</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record Problem(string Path, string Code, string Message);
