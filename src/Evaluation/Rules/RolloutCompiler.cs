namespace Actors.Evaluation;

/// <summary>Which share of the subjects does a rule's <c>coverage</c> or <c>range</c> include?</summary>
internal static class RolloutCompiler
{
    /// <summary>Null when everybody is included.</summary>
    public static Rollout? Compile(RuleFields rule, CompilationScope scope)
    {
        var coverage = rule.Number("coverage");
        var range = rule.Range("range");
        if (coverage is null && range is null)
            return null;
        var seed = rule.Text("seed", scope.FeatureKey);
        var version = rule.HashVersion("hashVersion", 1);
        var attribute = rule.Text("hashAttribute", "id");
        var fallback = rule.IsTruthy("disableStickyBucketing") ? null : rule.OptionalText("fallbackAttribute");
        return new Rollout(
            scope.Vocabulary.HashOf(attribute, seed, version),
            fallback is null ? null : scope.Vocabulary.HashOf(fallback, seed, version),
            range,
            coverage ?? 1);
    }
}
