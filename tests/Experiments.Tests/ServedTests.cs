using System.Globalization;
using System.Text;
using Actors.Configuration;
using Actors.Evaluation;

namespace Actors.Experiments.Tests;

/// <summary>What real subjects get from the rules, as a gateway or an SDK evaluates them.</summary>
public sealed class ServedTests
{
    private static readonly PublishedFeature _colour = new("colour", 1, true, """{"defaultValue":"grey"}""");

    [Fact]
    public void Everybody_gets_the_variation_that_the_ranges_say()
    {
        var running = Some.Running(
            Some.Draft with { WeightsBasisPoints = [3_000, 7_000], CoverageBasisPoints = 5_000 });
        var run = running.State!.Run!;
        var ruleset = Served(running);

        foreach (var subject in Enumerable.Range(0, 20_000).Select(number => $"user-{number}"))
        {
            var slot = (int)Math.Round(Bucketing.Bucket(run.Seed, subject, 2)!.Value * Allocation.Slots);
            var range = run.Ranges.FirstOrDefault(one => slot >= one.From && slot < one.To, new(-1, 0, 0));
            var wanted = range.Variation switch { 0 => "\"blue\"", 1 => "\"red\"", _ => "\"grey\"" };
            Assert.Equal(wanted, Value(ruleset, subject));
        }
    }

    [Fact]
    public void The_rules_hold_nothing_that_the_engine_does_not_understand() => Assert.Empty(Served(Some.Running(
        Some.Draft with
        {
            Sticky = true,
            FallbackAttribute = "deviceId",
            Condition = """{"country":"CH"}""",
            Prerequisites = [new("checkout", """{"value":true}""")],
        },
        Some.Around with { Filters = [new("main", "layer/shop/main", "id", [new(0, 300)])] })).Warnings);

    [Fact]
    public void A_variation_of_several_ranges_keeps_its_one_key()
    {
        var running = Some.Running();
        SlotRange[] scattered = [new(1, 0, 2_000), new(0, 2_000, 6_000), new(1, 6_000, 10_000)];
        var state = running.State! with { Run = running.State.Run! with { Ranges = [.. scattered] } };
        var rule = Assert.Single(RuleWriter.Of("checkout-colour", state));
        var ruleset = Ruleset.Compile([new("colour", true, $$"""{"defaultValue":"grey","rules":[{{rule.Json}}]}""")]);

        foreach (var number in Enumerable.Range(0, 2_000))
        {
            var subject = Subject(ruleset, number.ToString(CultureInfo.InvariantCulture));
            var result = Evaluator.EvaluateFully(ruleset, "colour", subject).Experiment!;
            var wanted = result.Bucket is >= 0.2 and < 0.6 ? "control" : "red";
            Assert.Equal(wanted, result.VariationKey);
        }
    }

    private static Ruleset Served(ExperimentHistory history)
    {
        var document = Publishing.Accept(RulesetDocument.Empty, [_colour], Some.Time);
        var rules = ExperimentDecisions.Published(history, Some.Id.Experiment, "production");
        var published = Publishing.AcceptExperiment(document, rules, Some.Time).Next.Features.Values;
        return Ruleset.Compile(published.Select(one => new FeatureSource(one.Key, one.Enabled, one.Json!)));
    }

    private static string Value(Ruleset ruleset, string id) => Encoding.UTF8.GetString(
        Evaluator.EvaluateFully(ruleset, "colour", Subject(ruleset, id)).Outcome.ValueJson.Span);

    private static Subject Subject(Ruleset ruleset, string id)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}""");
        Assert.True(Evaluation.Subject.TryParse(ruleset, json, out var subject, out var problem), problem);
        return subject!;
    }
}
