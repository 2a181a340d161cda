using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Runs;

/// <summary>What every scenario's run needs to know.</summary>
/// <param name="MaxFailures">More failed requests than this make the run fail.</param>
/// <param name="JsonFile">Where the JSON report goes; null for nowhere.</param>
/// <param name="HtmlFile">Where the HTML report goes; null for nowhere.</param>
/// <param name="Quiet">No progress, only the result.</param>
/// <param name="Shown">Every option in effect, for the report.</param>
internal sealed record RunSettings(
    Window Window,
    long MaxFailures,
    FileInfo? JsonFile,
    FileInfo? HtmlFile,
    bool Quiet,
    IReadOnlyDictionary<string, string> Shown);
