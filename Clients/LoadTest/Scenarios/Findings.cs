using System.Text.Json.Nodes;

namespace Actors.LoadTest.Scenarios;

/// <summary>What a scenario has to say beside its figures.</summary>
/// <param name="Remarks">Sentences for the reader of the report.</param>
/// <param name="Propagation">The propagation view after the last change; null when it was not read.</param>
internal sealed record Findings(IReadOnlyList<string> Remarks, JsonNode? Propagation = null)
{
    public static Findings None { get; } = new([]);
}
