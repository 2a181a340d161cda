using System.Collections.Immutable;
using System.Globalization;
using Actors.Allocation;
using Actors.Contracts;
using Actors.Contracts.Allocation;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Allocation;

/// <summary>What is stored of the subject of a request? Asked of its actors, once, within a budget.</summary>
internal sealed class AllocationRecall(
    IGrainFactory grains, IOptions<GatewaySettings> settings, GatewayMetrics metrics, TimeProvider time)
{
    private const string Prerequisites = "\"parentConditions\":";

    private readonly TimeSpan _budget = settings.Value.Allocation.Budget;

    /// <summary>Whether anything that is stored of anybody can change an answer. All that most requests pay.</summary>
    public static bool IsNeeded(LiveEnvironment environment, ServedRuleset ruleset) =>
        !environment.Overridden.IsEmpty || !ruleset.Remembered.IsEmpty;

    /// <summary>Null when nothing that may be stored of this subject can change the answer; nobody was asked.</summary>
    /// <param name="flag">The one that is asked for; null: all.</param>
    /// <param name="given">What the caller says; null: nothing.</param>
    public async ValueTask<StoredAllocation?> Of(
        LiveEnvironment environment, ServedRuleset ruleset, Subject subject, string? flag, CallerInputs? given = null)
    {
        var questions = new Dictionary<(string Attribute, string Value), Question>();
        foreach (var named in environment.Overridden.Naming(subject))
            questions[named] = new Question { IsListed = true };
        var remembers = Remembering(ruleset, flag).ToList();
        if (remembers.Count > 0)
            Propose(questions, ruleset, subject, remembers, given ?? CallerInputs.None);
        return questions.Count == 0 ? null : await Ask(questions, ruleset, remembers.Count > 0, given);
    }

    private static IEnumerable<string> Remembering(ServedRuleset ruleset, string? flag)
    {
        if (ruleset.Remembered.IsEmpty)
            return [];
        if (flag is null || IsAsking(ruleset, flag))
            return ruleset.Remembered.Features;
        return ruleset.Remembered.Has(flag) ? [flag] : [];
    }

    private static bool IsAsking(ServedRuleset ruleset, string flag) =>
        ruleset.Document.Features.GetValueOrDefault(flag)?.Json?.Contains(Prerequisites, StringComparison.Ordinal)
        == true;

    // What the subject would get if nothing were remembered goes along, so that one call both asks and assigns.
    private static void Propose(
        Dictionary<(string Attribute, string Value), Question> questions,
        ServedRuleset ruleset,
        Subject subject,
        List<string> features,
        CallerInputs given)
    {
        var rules = ruleset.Remembered.Rules;
        foreach (var attribute in rules.Select(rule => rule.HashAttribute)
            .Concat(rules.Select(rule => rule.FallbackAttribute)).OfType<string>().Distinct())
        {
            if (UserId.IsAttribute(attribute) && subject.Text(attribute) is { } value && UserId.IsValue(value))
                questions.TryAdd((attribute, value), new Question());
        }

        var sticky = StickyBuckets.Empty;
        foreach (var feature in features)
            sticky = Evaluator.EvaluateFully(
                ruleset.Compiled, feature, subject, given with { StickyBuckets = sticky }).StickyBuckets ?? sticky;
        foreach (var document in sticky.Documents.Values)
        {
            if (questions.TryGetValue((document.AttributeName, document.AttributeValue), out var question))
                question.Proposals.AddRange(rules.Where(rule => document.Assignments.ContainsKey(rule.AssignmentKey))
                    .Select(rule => new Proposal(
                        rule.Experiment, rule.Phase, document.Assignments[rule.AssignmentKey]))
                    .Distinct());
        }
    }

    private async Task<StoredAllocation> Ask(
        Dictionary<(string Attribute, string Value), Question> questions,
        ServedRuleset ruleset,
        bool remembers,
        CallerInputs? given)
    {
        try
        {
            var asked = Task.WhenAll(questions.Select(one => Ask(one.Key, one.Value, ruleset)));
            asked.Ignore(); // what comes late is of no use; what it assigns, it assigns
            var recalled = await asked.WaitAsync(_budget, time);
            metrics.Recalled(ruleset.Name, "answered");
            return new(
                StoredInputs.Of(ruleset.Document, given ?? CallerInputs.None, recalled, remembers),
                string.Join('.', recalled.Select(Tag)));
        }
        catch (Exception failure)
        {
            metrics.Recalled(ruleset.Name, failure is TimeoutException ? "late" : "failed");
            return StoredAllocation.Unavailable(given);
        }
    }

    private async Task<(string Attribute, string Value, UserRecall Recall)> Ask(
        (string Attribute, string Value) whom, Question question, ServedRuleset ruleset)
    {
        var id = new UserId(
            ruleset.Environment.Project, ruleset.Environment.Environment, whom.Attribute, whom.Value);
        var recall = await grains.GetUser(id).Recall(
            [.. question.Proposals], ruleset.Version, question.IsListed, CancellationToken.None);
        return (whom.Attribute, whom.Value, recall);
    }

    // An override that expires moves no revision, but makes one fewer.
    private static string Tag((string Attribute, string Value, UserRecall Recall) one) => string.Create(
        CultureInfo.InvariantCulture, $"{one.Recall.Revision:x}-{one.Recall.Overrides.Length}");

    private sealed class Question
    {
        public bool IsListed { get; init; }

        public List<Proposal> Proposals { get; } = [];
    }
}
