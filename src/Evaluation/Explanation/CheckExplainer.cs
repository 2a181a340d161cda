using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Actors.Evaluation;

/// <summary>How is a check told to people?</summary>
internal static class CheckExplainer
{
    private const int LongestJson = 1_000;

    public static CheckExplanation Explain(Check check, bool passed, object? what, double bucket, Subject subject)
    {
        var told = new CheckExplanation(check, passed, Sentence(check, passed, what))
        {
            Bucket = double.IsNaN(bucket) ? null : bucket,
        };
        return what switch
        {
            Condition condition => told with { Conditions = Blamed(condition, passed, subject) },
            BucketFilter filter => told with { Ranges = [.. filter.Ranges], HashAttribute = filter.Hash.Attribute },
            Rollout rollout => told with
            {
                Ranges = rollout.Range is { } range ? [range] : [],
                HashAttribute = rollout.Hash.Attribute,
            },
            BucketRange[] ranges => told with { Ranges = [.. ranges] },
            ExperimentNamespace within => told with { Ranges = [within.Range] },
            Experiment experiment => told with { HashAttribute = experiment.Hash.Attribute },
            _ => told,
        };
    }

    /// <summary>The value as JSON, shortened where it is long.</summary>
    public static string Json(in ScriptValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(buffer);
        output.WriteValue(value);
        output.Flush();
        var json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return json.Length <= LongestJson ? json : json[..LongestJson] + "…";
    }

    private static ImmutableArray<ConditionExplanation> Blamed(Condition condition, bool passed, Subject subject)
    {
        List<ConditionExplanation> blamed = [];
        condition.Blame(subject.Attributes, passed, blamed);
        return [.. blamed];
    }

    private static string Sentence(Check check, bool passed, object? what) => (check, what) switch
    {
        (Check.Prerequisite, Prerequisite prerequisite) => passed
            ? $"The feature \"{prerequisite.Key}\" has a value that is asked for."
            : $"The feature \"{prerequisite.Key}\" does not have a value that is asked for"
                + (prerequisite.IsGate ? ", and is a gate." : "."),
        (Check.Filter, BucketFilter filter) =>
            $"The bucket of \"{filter.Hash.Attribute}\" under \"{filter.Hash.Seed}\" {IsIn(passed)} "
            + "the filter's ranges.",
        (Check.Condition, _) => passed ? "The attributes match." : "The attributes do not match.",
        (Check.Rollout, Rollout { Range: null } rollout) => string.Create(
            CultureInfo.InvariantCulture,
            $"The bucket of \"{rollout.Hash.Attribute}\" {IsIn(passed)} the coverage of {rollout.Coverage}."),
        (Check.Rollout, Rollout rollout) => $"The bucket of \"{rollout.Hash.Attribute}\" {IsIn(passed)} the range.",
        (Check.Namespace, ExperimentNamespace within) =>
            $"The bucket {IsIn(passed)} the part of the namespace \"{within.Id}\".",
        (Check.Ranges, _) => passed ? "The bucket chose a variation." : "The bucket is in no variation's range.",
        (Check.HashAttribute, Experiment experiment) => passed
            ? $"The attribute \"{experiment.Hash.Attribute}\", or its fallback, has a value."
            : $"The attribute \"{experiment.Hash.Attribute}\" has no value to draw a bucket by.",
        (Check.StickyBucket, _) => passed ? "A variation was given before." : "No variation was given before.",
        (Check.QueryString, _) => "The query of the page's address forces a variation.",
        (Check.ForcedVariation, _) => "The caller forces a variation.",
        (Check.Passthrough, Variation variation) => passed
            ? $"The variation \"{variation.Key}\" decides."
            : $"The variation \"{variation.Key}\" leaves the decision to the rules below.",
        _ => passed ? $"{check}: passed." : $"{check}: not passed.",
    };

    private static string IsIn(bool passed) => passed ? "is in" : "is not in";
}
