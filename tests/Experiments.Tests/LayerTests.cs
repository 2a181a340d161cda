using System.Collections.Immutable;
using System.Text;
using Actors.Evaluation;
using CsCheck;

namespace Actors.Experiments.Tests;

public sealed class LayerTests
{
    private const string Project = "shop";
    private const int Subjects = 1_500;

    private static readonly LayerState _layer = Made("main", new Layer { QuarantineHours = 24 });

    /// <summary>What happens to one of five experiments: wanted slots, or 0: it stops; and hours that pass.</summary>
    private static readonly Gen<(int Experiment, int Slots, int Hours)[]> _events =
        Gen.Select(Gen.Int[0, 4], Gen.OneOf(Gen.Const(0), Gen.Int[1, 6_000]), Gen.Int[0, 30]).Array[1, 12];

    [Fact]
    public void Slots_are_granted_kept_grown_and_given_back()
    {
        var one = _layer.Granted("a", 2_000).Granted("b", 3_000);
        var grown = one.Granted("a", 2_500);

        Assert.Equal([new SlotSpan(0, 2_000)], one.Grants["a"]);
        Assert.Equal([new SlotSpan(2_000, 5_000)], one.Grants["b"]);
        Assert.Equal([new SlotSpan(0, 2_000), new(5_000, 5_500)], grown.Grants["a"]);
        Assert.Same(grown, grown.Granted("a", 2_500));
        Assert.Same(grown, grown.Granted("a", 100));
        LayerDecisions.Grant(grown, "main", "c", 4_501, Some.Time).IsRefused("layer-full");
        LayerDecisions.Grant(LayerState.Empty, "main", "c", 1, Some.Time).IsRefused("layer-not-found");
    }

    [Fact]
    public void Slots_that_were_given_back_rest_for_the_chosen_time()
    {
        var released = LayerDecisions.Release(_layer.Granted("a", 6_000), "a", Some.Time);

        LayerDecisions.Grant(released, "main", "b", 5_000, Some.Time.AddHours(23)).IsRefused("layer-full");
        Assert.Equal(
            [new SlotSpan(0, 5_000)],
            LayerDecisions.Grant(released, "main", "b", 5_000, Some.Time.AddHours(24)).Accepted().Grants["b"]);
        Assert.Same(released, LayerDecisions.Release(released, "a", Some.Time));
    }

    [Fact]
    public void Whom_a_layer_means_is_fixed_while_experiments_run_in_it()
    {
        var used = _layer.Granted("a", 1);

        LayerDecisions.Put(used, "main", new Layer { HashAttribute = "company" }, null, Some.Author(), Some.Time)
            .IsRefused("layer-in-use");
        var longer = LayerDecisions.Put(
            used, "main", new Layer { QuarantineHours = 48 }, used.Revision, Some.Author(), Some.Time).Accepted();
        Assert.Equal((48, 3, 1), (longer.Layer!.QuarantineHours, longer.Revision, longer.Grants.Count));
        LayerDecisions.Put(used, "main", new Layer(), 1, Some.Author(), Some.Time).IsRefused("revision-stale");
        LayerDecisions.Put(used, "main", new Layer(), 0, Some.Author(), Some.Time).IsRefused("layer-exists");
        var wrong = new Layer { HashAttribute = "", QuarantineHours = -1, HeldOutSlots = 5 };
        Assert.Equal(
            ["/hashAttribute", "/quarantineHours", "/heldOutSlots"],
            LayerDecisions.Put(used, "main", wrong, null, Some.Author(), Some.Time).Refused()
                .Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void What_a_layer_cannot_grant_is_told_before_the_start()
    {
        var full = _layer.Granted("a", 9_000);

        Assert.Equal(["/layer/slots layer-full"], Problems(full, new("main", 2_000)));
        Assert.Equal(["/layer/key layer-not-found"], Problems(LayerState.Empty, new("main", 1)));
        Assert.Equal(["/layer/key layer-holdout"], Problems(full, new(Layer.Holdout, 1)));
        Assert.Equal(
            ["/hashAttribute layer-attribute"],
            Problems(Made("main", new Layer { HashAttribute = "company" }), new("main", 1)));
        Assert.Empty(Problems(full, new("main", 1_000)));

        static IEnumerable<string> Problems(LayerState layer, LayerShare share) =>
            LayerCheck.Problems(Some.Draft with { Layer = share }, "e", layer, Some.Time)
                .Select(problem => $"{problem.Path} {problem.Code}");
    }

    /// <summary>
    /// Real subjects, evaluated over what is published, after every event: the bookkeeping is not believed.
    /// </summary>
    [Fact]
    public void No_subject_is_in_two_experiments_of_a_layer_and_none_that_is_held_out_in_any() =>
        _events.Sample(events =>
        {
            var holdout = Made(Layer.Holdout, new Layer { HeldOutSlots = 700 });
            var (layer, now) = (_layer, Some.Time);
            foreach (var (number, slots, hours) in events)
            {
                var experiment = $"e{number}";
                now = now.AddHours(hours);
                var wanted = LayerDecisions.Grant(layer, "main", experiment, slots, now);
                layer = slots == 0 ? LayerDecisions.Release(layer, experiment, now)
                    : wanted is Foundation.Decision<LayerState>.Accepted(var next) ? next : layer;
                holdout = slots == 0 ? LayerDecisions.Release(holdout, experiment, now)
                    : LayerDecisions.Grant(holdout, Layer.Holdout, experiment, 0, now).Accepted();
                AreApart(Served(layer, holdout));
            }
        }, iter: 25);

    private static void AreApart(Ruleset ruleset)
    {
        foreach (var id in Enumerable.Range(0, Subjects).Select(number => $"user-{number}"))
        {
            var json = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}""");
            Assert.True(Subject.TryParse(ruleset, json, out var subject, out _));
            var entered = ruleset.Features.Count(feature =>
                Evaluator.EvaluateFully(ruleset, feature.Key, subject!).Experiment is { IsIn: true });
            var isHeldOut = Bucketing.Bucket(Layer.Seed(Project, Layer.Holdout), id, 2) < 0.07;
            Assert.True(entered <= (isHeldOut ? 0 : 1), $"{id} is in {entered} experiments");
        }
    }

    /// <summary>Each experiment drives a feature of its own, and would include everybody who may enter.</summary>
    private static Ruleset Served(LayerState layer, LayerState holdout) =>
        Ruleset.Compile(layer.Grants.Keys.Select(experiment =>
        {
            ImmutableArray<LayerFilter?> filters =
            [
                LayerDecisions.Filter(layer, Project, "main", experiment),
                LayerDecisions.Filter(holdout, Project, Layer.Holdout, experiment),
            ];
            var running = Some.Running(around: Some.Around with { Filters = [.. filters.OfType<LayerFilter>()] });
            var rule = Assert.Single(RuleWriter.Of(experiment, running.State!));
            return new FeatureSource(experiment, true, $$"""{"defaultValue":"grey","rules":[{{rule.Json}}]}""");
        }));

    private static LayerState Made(string key, Layer layer) =>
        LayerDecisions.Put(LayerState.Empty, key, layer, 0, Some.Author(), Some.Time).Accepted();
}

internal static class LayerSteps
{
    public static LayerState Granted(this LayerState layer, string experiment, int slots) =>
        LayerDecisions.Grant(layer, "main", experiment, slots, Some.Time).Accepted();
}
