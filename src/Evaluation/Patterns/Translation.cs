namespace Actors.Evaluation;

/// <summary>Which .NET expressions match what a JavaScript one does?</summary>
/// <param name="Pattern">For every text; where it <paramref name="HasBoundary"/>, for texts of ASCII.</param>
/// <param name="NeedsBacktracking">It looks around or refers back, which no automaton can.</param>
/// <param name="HasBoundary">
/// <c>\b</c> or <c>\B</c>, which .NET ties to the letters of all languages and JavaScript to those of ASCII.
/// </param>
internal sealed record Translation(string Pattern, bool NeedsBacktracking, bool HasBoundary)
{
    private const string After = "(?<=[0-9A-Z_a-z])";
    private const string NotAfter = "(?<![0-9A-Z_a-z])";
    private const string Before = "(?=[0-9A-Z_a-z])";
    private const string NotBefore = "(?![0-9A-Z_a-z])";

    /// <summary>The same for every text, with the boundaries spelt out.</summary>
    /// <remarks>Nothing else in a translation reads as a boundary: characters are escaped by number.</remarks>
    public string BeyondAscii => Pattern
        .Replace(@"\b", $"(?:{After}{NotBefore}|{NotAfter}{Before})", StringComparison.Ordinal)
        .Replace(@"\B", $"(?:{After}{Before}|{NotAfter}{NotBefore})", StringComparison.Ordinal);
}
