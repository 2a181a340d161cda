using System.Text.Json.Nodes;

namespace Actors.Conformance.Vectors;

/// <summary>A case of the specification, written so that it can be published beside all the others.</summary>
/// <param name="Name">Section and name.</param>
/// <param name="Features">What to publish: the file's features, by keys of their own.</param>
/// <param name="SavedGroups">What to publish with them, by ids of their own.</param>
/// <param name="Bandits">Likewise.</param>
/// <param name="Key">Which feature to evaluate; one that is not published stands for one that is not there.</param>
/// <param name="Question">The body for remote evaluation.</param>
/// <param name="Value">What the subject gets; null stands for none, too.</param>
/// <param name="Source">What decides, in the dialect's words; null: the case does not say.</param>
/// <param name="Experiment">The experiment that decides, as the case shows it; null: none, or it does not say.</param>
/// <param name="Result">What the experiment comes to; likewise.</param>
internal sealed record VectorCase(
    string Name,
    IReadOnlyDictionary<string, JsonObject> Features,
    IReadOnlyDictionary<string, JsonArray> SavedGroups,
    IReadOnlyDictionary<string, JsonNode> Bandits,
    string Key,
    JsonObject Question,
    JsonNode? Value,
    string? Source,
    JsonNode? Experiment,
    JsonNode? Result)
{
    public override string ToString() => Name;
}
