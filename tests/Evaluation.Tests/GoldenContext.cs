using System.Collections.Immutable;
using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>What a case of the specification calls a context: the rules, who asks and what else they say.</summary>
internal sealed class GoldenContext
{
    public GoldenContext(JsonElement context, string? experiment = null)
    {
        Ruleset = Ruleset.Compile(
            Members(context, "features").Select(
                member => new FeatureSource(member.Name, true, member.Value.GetRawText())),
            context.TryGetProperty("savedGroups", out var groups) ? Groups(groups) : null,
            context.TryGetProperty("contextualBandits", out var bandits) ? Bandits(bandits) : null,
            experiment is not null ? [experiment]
                : context.TryGetProperty("experiments", out var experiments)
                    ? experiments.EnumerateArray().Select(one => one.GetRawText())
                    : null);
        Subject = Given.Subject(
            Ruleset, context.TryGetProperty("attributes", out var attributes) ? attributes.GetRawText() : "{}");
        Inputs = new CallerInputs
        {
            Url = context.TryGetProperty("url", out var url) ? url.GetString()! : "",
            IsQaMode = context.TryGetProperty("qaMode", out var qaMode) && qaMode.GetBoolean(),
            RunsExperiments = !context.TryGetProperty("enabled", out var enabled) || enabled.GetBoolean(),
            ForcedVariations = Members(context, "forcedVariations")
                .ToImmutableDictionary(member => member.Name, member => member.Value.GetInt32()),
        };
    }

    public Ruleset Ruleset { get; }

    public Subject Subject { get; }

    public CallerInputs Inputs { get; }

    private static JsonProperty[] Members(JsonElement context, string name) =>
        context.TryGetProperty(name, out var members) ? [.. members.EnumerateObject()] : [];

    private static SavedGroups Groups(JsonElement groups)
    {
        Assert.True(SavedGroups.TryFrom(groups, out var read, out var problem), problem);
        return read;
    }

    private static ContextualBandits Bandits(JsonElement bandits)
    {
        Assert.True(ContextualBandits.TryFrom(bandits, out var read, out var problem), problem);
        return read;
    }
}
