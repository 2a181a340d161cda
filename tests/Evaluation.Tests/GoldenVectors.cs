using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>Which cases of the specification speak of what we evaluate so far?</summary>
internal static class GoldenVectors
{
    private static readonly JsonElement _cases = JsonElement.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "growthbook-cases.json")));

    public static IReadOnlyDictionary<string, JsonElement> Hash { get; } =
        _cases.GetProperty("hash").EnumerateArray()
            .ToDictionary(row => $"hash of \"{row[1]}\" with seed \"{row[0]}\", version {row[2]}");

    public static IReadOnlyDictionary<string, JsonElement> Features { get; } =
        Select("feature", row => Subset.HoldsContext(row[1]));

    public static IEnumerable<JsonElement> Section(string name) => _cases.GetProperty(name).EnumerateArray();

    private static Dictionary<string, JsonElement> Select(string section, Func<JsonElement, bool> isSelected) =>
        _cases.GetProperty(section).EnumerateArray().Where(isSelected).ToDictionary(row => row[0].GetString()!);
}
