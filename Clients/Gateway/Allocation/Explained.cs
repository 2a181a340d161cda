using System.Text.Json;
using Actors.Evaluation;
using Actors.Protocol;

namespace Actors.Gateway.Allocation;

/// <summary>What does a subject get of the features that concern it, and why, as the API says it?</summary>
internal static class Explained
{
    /// <param name="feature">Null: those that an experiment or a force of the inputs decides.</param>
    public static IReadOnlyList<ExplanationItem> All(
        Ruleset ruleset, Subject subject, CallerInputs inputs, string? feature)
    {
        var keys = feature is null
            ? ruleset.Features.Where(one => IsDecided(Evaluator.Evaluate(ruleset, one, subject, inputs)))
                .Select(one => one.Key)
            : [feature];
        return [.. keys.ToList().Select(key => Item(Evaluator.Explain(ruleset, key, subject, inputs)))];
    }

    private static bool IsDecided(Outcome outcome) => outcome.Source is Source.Experiment or Source.Override;

    private static ExplanationItem Item(Explanation explanation) => new(
        explanation.FeatureKey,
        explanation.Outcome.ValueJson.IsEmpty
            ? null
            : JsonElement.Parse(explanation.Outcome.ValueJson.Span),
        explanation.Outcome.Source == Source.Override
            ? "OVERRIDE"
            : JsonNamingPolicy.SnakeCaseUpper.ConvertName(explanation.Outcome.Reason.ToString()),
        explanation.Experiment?.ExperimentKey,
        explanation.Experiment?.VariationKey,
        [.. explanation.Rules.Select(rule => new RuleExplanationItem(
            rule.Index, rule.Id, rule.Decided, [.. rule.Checks.Select(Item)]))]);

    private static CheckItem Item(CheckExplanation check) => new(
        JsonNamingPolicy.CamelCase.ConvertName(check.Check.ToString()),
        check.Passed,
        check.Detail,
        check.Bucket,
        check.HashAttribute);
}
