using System.Collections.Immutable;
using Actors.Evaluation;
using CsCheck;

namespace Actors.Experiments.Tests;

public sealed class ReallocationTests
{
    private static readonly Gen<ImmutableArray<int>> _weights = Gen.Int[0, 1_000].Array[3]
        .Where(parts => parts.Sum() > 0)
        .Select(parts => Apportionment.Of(Allocation.Slots, [.. parts]));

    private static readonly Experiment _three = Some.Draft with
    {
        Variations = [new("a"), new("b"), new("c")],
        Features = [new("colour", """{"a":"x","b":"y","c":"z"}""")],
        WeightsBasisPoints = [5_000, 3_000, 2_000],
        CoverageBasisPoints = 6_000,
    };

    [Fact]
    public void The_least_movement_moves_exactly_what_the_shares_gain() =>
        Gen.Select(_weights, Gen.Int[1, 10_000], _weights, Gen.Int[1, 10_000]).Sample((old, was, weights, coverage) =>
        {
            var running = Some.Running(_three with { WeightsBasisPoints = old, CoverageBasisPoints = was }).State!;
            var offer = Reallocation.Offers(running, Some.Id, weights, coverage, Some.Time)[0];
            var (before, after) = (Apportionment.Of(was, old), Apportionment.Of(coverage, weights));
            var gained = before.Zip(after, (then, now) => Math.Max(0, now - then)).Sum() + Math.Max(0, was - coverage);

            Assert.Equal(gained / 10_000.0, offer.Moved.All, 1e-9);
            Assert.Equal(1, offer.State.Run!.Phase);
            Assert.Equal(running.Run!.Seed, offer.State.Run.Seed);
        });

    [Fact]
    public void Whose_split_is_to_be_as_planned_begins_anew_with_other_weights_only()
    {
        var running = Some.Running(_three);

        var wider = running.After(
            new ReallocateExperiment(ReallocationWay.LeastMovement, [5_000, 3_000, 2_000], 7_000));
        var other = wider.After(new ReallocateExperiment(ReallocationWay.Sticky, [2_000, 3_000, 5_000], 7_000));
        var anew = other.After(new ReallocateExperiment(ReallocationWay.Rerandomise, [2_000, 4_000, 4_000], 7_000));

        Assert.Null(wider.State!.Run!.SplitSince);
        Assert.NotNull(other.State!.Run!.SplitSince);
        Assert.Null(anew.State!.Run!.SplitSince);
    }

    [Fact]
    public void Sticky_moves_nobody_who_was_exposed()
    {
        var running = Some.Running(_three);
        var changed = running.After(new ReallocateExperiment(ReallocationWay.Sticky, [2_000, 3_000, 5_000], 6_000));

        var offer = Reallocation.Offers(running.State!, Some.Id, [2_000, 3_000, 5_000], 6_000, Some.Time)[1];
        Assert.Equal((0, 0.18), (offer.MovedExposed.All, offer.Moved.Switching));
        Assert.True(changed.State!.Experiment.Sticky);
        Assert.True(changed.State.Run!.IsReallocated);
        Assert.Contains("\"disableStickyBucketing\":false,\"bucketVersion\":1", changed.Rule());
        Assert.DoesNotContain("disableStickyBucketing", Some.Running(_three with { Sticky = true }).Rule());
    }

    [Fact]
    public void Drawing_anew_is_a_phase_of_its_own_with_a_seed_of_its_own()
    {
        var changed = Some.Running(_three)
            .After(new ReallocateExperiment(ReallocationWay.Rerandomise, [], 10_000), now: Some.Time.AddDays(1));

        var run = changed.State!.Run!;
        Assert.Equal((2, "shop/checkout-colour/2", false), (run.Phase, run.Seed, run.IsReallocated));
        Assert.Equal((Some.Time, Some.Time.AddDays(1)), (run.StartedAt, run.PhaseStartedAt));
        Assert.Contains("\"phase\":\"2\"", changed.Rule());
        Assert.Equal("reallocated", changed.Last!.Verb);
    }

    /// <summary>What is said beforehand is what happens to subjects that are drawn by the engine's hash.</summary>
    [Fact]
    public void Each_way_moves_as_many_real_subjects_as_it_says()
    {
        var running = Some.Running(_three).State!;
        const int Subjects = 40_000;

        foreach (var offer in Reallocation.Offers(running, Some.Id, [3_000, 3_000, 4_000], 9_000, Some.Time))
        {
            var moved = Enumerable.Range(0, Subjects).Count(number =>
                Of(running.Run!, number) != Of(offer.State.Run!, number));
            Assert.Equal(offer.Moved.All, moved / (double)Subjects, 0.01);
        }

        static int Of(Run run, int number)
        {
            var slot = (int)Math.Round(Bucketing.Bucket(run.Seed, $"user-{number}", 2)!.Value * Allocation.Slots);
            return run.Ranges.FirstOrDefault(range => slot >= range.From && slot < range.To, new(-1, 0, 0)).Variation;
        }
    }

    [Fact]
    public void A_wider_coverage_alone_makes_nothing_stored_matter()
    {
        var wider = Some.Running(_three).After(
            new ReallocateExperiment(ReallocationWay.LeastMovement, _three.WeightsBasisPoints, 8_000));

        Assert.False(wider.State!.Run!.IsReallocated);
        Assert.Equal(8_000, wider.State.Experiment.CoverageBasisPoints);
    }

    [Fact]
    public void What_cannot_be_allocated_is_refused()
    {
        var refusal = Some.Running(_three)
            .Deciding(new ReallocateExperiment(ReallocationWay.LeastMovement, [11_000, -1_000], 0)).Refused();

        Assert.Equal(
            ["weights-count", "weights-sum", "coverage-range"], refusal.Problems.Select(problem => problem.Code));
        Some.Created(_three).Deciding(new ReallocateExperiment(ReallocationWay.Sticky, [], 1))
            .IsRefused("experiment-not-running");
    }

    [Fact]
    public void Restoring_a_revision_of_a_running_experiment_brings_its_shares_back()
    {
        var running = Some.Running(_three);
        var changed = running.After(
            new ReallocateExperiment(ReallocationWay.LeastMovement, [1_000, 1_000, 8_000], 6_000));

        var restored = changed.After(new RestoreExperiment(2, running.State!.Experiment));

        Assert.Equal(_three.WeightsBasisPoints, restored.State!.Experiment.WeightsBasisPoints);
        Assert.Equal(
            Apportionment.Of(6_000, _three.WeightsBasisPoints),
            Enumerable.Range(0, 3).Select(variation => restored.State.Run!.Ranges
                .Where(range => range.Variation == variation).Sum(range => range.Length)));
    }
}
