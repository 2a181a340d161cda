using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>
/// The specification's own cases, each under a name that says its section, its place and what it is about.
/// </summary>
internal static class GoldenVectors
{
    private static readonly JsonElement _cases = JsonElement.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "growthbook-cases.json")));

    /// <summary>The sections that hold cases.</summary>
    public static IEnumerable<string> Sections =>
        _cases.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array)
            .Select(member => member.Name);

    public static IEnumerable<JsonElement> Section(string name) => _cases.GetProperty(name).EnumerateArray();

    public static TheoryData<string, string> Rows(string section) =>
        [.. Section(section).Select((row, index) => ($"{section}[{index}] {Title(row)}", row.GetRawText()))];

    private static string Title(JsonElement row) =>
        row[0].ValueKind == JsonValueKind.String && row[0].GetString() is { Length: > 0 } name
            ? name
            : row.GetRawText();
}
