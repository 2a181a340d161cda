using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>What does a published definition say? Whatever it holds, this answers a feature and never throws.</summary>
internal static class FeatureCompiler
{
    public static CompiledFeature Compile(
        FeatureSource source, VocabularyBuilder vocabulary, SavedGroups groups, ContextualBandits bandits)
    {
        var scope = new CompilationScope(source.Key, vocabulary, groups, bandits, new Findings(source.Key));
        try
        {
            using var document = JsonDocument.Parse(source.Json ?? "", ScriptReader.Options);
            return Compile(source, document.RootElement, scope);
        }
        catch (JsonException)
        {
            return Unreadable(source, scope, "The definition is not JSON of at most 64 levels.");
        }
        catch (Exception notText) when (notText is InvalidOperationException or ArgumentException)
        {
            return Unreadable(source, scope, "The definition holds half a surrogate pair, which is no text.");
        }
    }

    private static CompiledFeature Compile(FeatureSource source, JsonElement definition, CompilationScope scope)
    {
        if (definition.ValueKind != JsonValueKind.Object)
            return Unreadable(source, scope, "A definition must be an object.");
        foreach (var member in definition.EnumerateObject())
        {
            if (member.Name is not ("defaultValue" or "rules"))
            {
                scope.Findings.Add(
                    Findings.Below("", member.Name), "unknown-key", "This key means nothing; it is ignored.");
            }
        }
        if (!definition.TryGetProperty("rules", out var rules) || rules.ValueKind == JsonValueKind.Null)
            return Readable(source, definition, [], Reason.Static, scope);
        if (rules.ValueKind != JsonValueKind.Array)
            return Unreadable(source, scope, "The rules must be a list.");
        var compiler = new RuleCompiler(scope);
        var compiled = rules.EnumerateArray().Select(compiler.Compile).OfType<CompiledRule>().ToArray();
        var reason = rules.GetArrayLength() == 0 ? Reason.Static : Reason.Default;
        return Readable(source, definition, compiled, reason, scope);
    }

    private static CompiledFeature Readable(
        FeatureSource source, JsonElement definition, CompiledRule[] rules, Reason reason, CompilationScope scope)
    {
        var otherwise = definition.TryGetProperty("defaultValue", out var given)
            ? scope.Outcomes.Of(given, reason, Source.DefaultValue, CompiledRuleName.None)
            : scope.Outcomes.Nothing(reason, Source.DefaultValue, CompiledRuleName.None);
        return Feature(source, scope, rules, otherwise, isReadable: true);
    }

    private static CompiledFeature Unreadable(FeatureSource source, CompilationScope scope, string message)
    {
        scope.Findings.Add("", "malformed-feature", message + " The feature has no value.");
        var unknown = scope.Outcomes.Nothing(Reason.Unknown, Source.UnknownFeature, CompiledRuleName.None);
        return Feature(source, scope, [], unknown, isReadable: false);
    }

    private static CompiledFeature Feature(
        FeatureSource source, CompilationScope scope, CompiledRule[] rules, Outcome otherwise, bool isReadable)
    {
        var outcomes = scope.Outcomes;
        var isGated = source.Enabled && rules.Any(rule => rule.Prerequisites is not null);
        return new CompiledFeature(source, scope.Findings)
        {
            IsReadable = isReadable,
            Bandits = [.. scope.BanditsAskedFor],
            Rules = source.Enabled ? rules : [],
            Otherwise = source.Enabled
                ? otherwise
                : outcomes.Nothing(Reason.Disabled, Source.UnknownFeature, CompiledRuleName.None),
            Gated = isGated
                ? outcomes.Nothing(Reason.Default, Source.Prerequisite, CompiledRuleName.None)
                : Outcome.NoFeature,
            Cyclic = isGated
                ? outcomes.Nothing(Reason.Unknown, Source.CyclicPrerequisite, CompiledRuleName.None)
                : Outcome.Circle,
        };
    }
}
