namespace Actors.Evaluation;

/// <summary>Which leaves does a contextual bandit add to an experiment?</summary>
internal static class BanditCompiler
{
    private const double FallbackLeaf = -1;

    /// <summary>The leaves, the last of which fits everybody; null when the rule goes by its own weights.</summary>
    public static BanditLeaf[]? Compile(
        RuleFields rule, CompilationScope scope, int variations, double coverage, double[]? ownWeights)
    {
        if (rule.OptionalText("contextualBanditRef") is not { } id)
            return null;
        scope.BanditsAskedFor.Add(id);
        if (!scope.Bandits.TryFind(id, out var definition))
        {
            rule.Findings.Add(
                rule.PathOf("contextualBanditRef"),
                "unknown-contextual-bandit",
                $"There is no contextual bandit \"{id}\"; the rule goes by its own weights.");
            return null;
        }
        var bandit = new RuleFields(definition, rule.PathOf("contextualBanditRef"), rule.Findings);
        double? version = definition.Step("banditVersion") is { Kind: ScriptKind.Number } number ? number.Number : null;
        var leaves = (bandit.Objects("contexts") ?? []).Select(
            context => Leaf(context, scope, version, variations, coverage, rule)).ToList();
        rule.Include(bandit);
        var weights = ownWeights ?? [.. BucketRanges.EqualWeights(variations)];
        leaves.Add(new BanditLeaf
        {
            Id = FallbackLeaf,
            Ranges = [],
            WeightsJson = [],
            ContextMembers = ContextMembers(FallbackLeaf, weights, version),
        });
        return [.. leaves];
    }

    private static BanditLeaf Leaf(
        RuleFields context, CompilationScope scope, double? version, int variations, double coverage, RuleFields rule)
    {
        var id = context.Number("leafId") ?? 0;
        var weights = context.Numbers("weights");
        Condition? condition = null;
        if (context.Member("condition") is { } published)
        {
            condition = scope.Condition(published, context.PathOf("condition"));
            if (condition is null)
                context.LeaveOut();
        }
        rule.Include(context);
        return new BanditLeaf
        {
            Id = id,
            Condition = condition,
            // Ranges of the rule stand above any weights.
            Ranges = rule.Member("ranges") is null
                ? [.. BucketRanges.Of(variations, coverage, weights is null ? null : [.. weights])]
                : [],
            WeightsJson = weights is null ? [] : [.. ",\"weights\":"u8, .. Numbers(weights)],
            ContextMembers = ContextMembers(id, weights ?? [], version),
        };
    }

    private static byte[] Numbers(double[] numbers) => OutcomeCompiler.Encode(writer =>
    {
        writer.WriteStartArray();
        foreach (var number in numbers)
            writer.WriteRawValue(ScriptValue.Of(number).ToText());
        writer.WriteEndArray();
    });

    private static byte[] ContextMembers(double leaf, double[] weights, double? version) =>
        OutcomeCompiler.Encode(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("leafId"u8);
            writer.WriteRawValue(ScriptValue.Of(leaf).ToText());
            writer.WritePropertyName("variationWeights"u8);
            writer.WriteRawValue(Numbers(weights));
            if (version is { } number)
            {
                writer.WritePropertyName("banditVersion"u8);
                writer.WriteRawValue(ScriptValue.Of(number).ToText());
            }
            writer.WriteEndObject();
        })[1..^1];
}
