using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Allocation;
using Actors.Contracts;
using Actors.Contracts.Allocation;
using Actors.Evaluation;
using Actors.Foundation;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Allocation;

/// <summary>Whom does the engine see when an operator asks about a subject?</summary>
internal static class UserSubject
{
    /// <param name="attributes">What else is known of it, as a JSON object; the subject's own attribute wins.</param>
    public static Answer<Subject> Of(Ruleset ruleset, UserId id, string? attributes)
    {
        try
        {
            var all = JsonNode.Parse(attributes ?? "{}") as JsonObject;
            if (all is null) return Wrong("It must be a JSON object.");

            all[id.Attribute] = id.Value;
            return Subject.TryParse(ruleset, JsonSerializer.SerializeToUtf8Bytes(all), out var subject, out var problem)
                ? subject
                : Wrong(problem);
        }
        catch (Exception mistake) when (mistake is JsonException or ArgumentException or InvalidOperationException)
        {
            return Wrong("It must be a JSON object without repeated names, of valid Unicode.");
        }
    }

    /// <summary>What is kept, as the engine is told it when the subject asks.</summary>
    public static CallerInputs Inputs(ServedRuleset served, UserId id, UserMemory memory) => StoredInputs.Of(
        served.Document,
        CallerInputs.None,
        [(id.Attribute, id.Value, new UserRecall(
            memory.Revision, [.. memory.Overrides.Values], [.. memory.Assignments.Values]))],
        !served.Remembered.IsEmpty);

    private static Refusal Wrong(string problem) => new("parameter-invalid", $"'attributes': {problem}");
}
