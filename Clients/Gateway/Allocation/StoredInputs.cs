using System.Collections.Immutable;
using System.Text.Json;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts.Allocation;
using Actors.Evaluation;

namespace Actors.Gateway.Allocation;

/// <summary>What does what is remembered of a subject mean to the engine?</summary>
internal static class StoredInputs
{
    /// <param name="document">Its rules say which variation a key names.</param>
    /// <param name="given">What the caller says; what an operator has decided counts more.</param>
    /// <param name="recalled">Of each attribute by which the subject was asked about.</param>
    /// <param name="remembers">Whether a rule that is asked remembers.</param>
    public static CallerInputs Of(
        RulesetDocument document,
        CallerInputs given,
        IEnumerable<(string Attribute, string Value, UserRecall Recall)> recalled,
        bool remembers)
    {
        var (variations, features, sticky) =
            (given.ForcedVariations, given.ForcedFeatures, given.StickyBuckets ?? StickyBuckets.Empty);
        foreach (var (attribute, value, recall) in recalled)
        {
            foreach (var one in recall.Overrides)
            {
                if (one.Target.Kind == OverrideKind.Feature)
                    features = features.SetItem(one.Target.Key, JsonElement.Parse(one.Given));
                else if (IndexOf(document, one.Target.Key, one.Given) is { } index)
                    variations = variations.SetItem(one.Target.Key, index);
            }

            if (!recall.Assignments.IsEmpty)
                sticky = sticky.With(new StickyDocument(attribute, value, recall.Assignments.ToImmutableDictionary(
                    one => one.Key, one => one.Variation, StringComparer.Ordinal)));
        }

        return given with
        {
            ForcedVariations = variations,
            ForcedFeatures = features,
            StickyBuckets = remembers ? sticky : given.StickyBuckets,
        };
    }

    /// <summary>The rules that hold the experiment.</summary>
    public static IEnumerable<ExperimentRule> RulesOf(RulesetDocument document, string experiment) =>
        document.Features.Values
            .Where(feature => feature.Key == experiment
                || feature.Json?.Contains($"\"{experiment}\"", StringComparison.Ordinal) == true)
            .SelectMany(feature => ExperimentRule.Of(feature))
            .Where(rule => rule.Experiment == experiment);

    private static int? IndexOf(RulesetDocument document, string experiment, string variation)
    {
        foreach (var rule in RulesOf(document, experiment))
        {
            if (rule.Variations.IndexOf(variation) is >= 0 and var index)
                return index;
        }

        return null;
    }
}
