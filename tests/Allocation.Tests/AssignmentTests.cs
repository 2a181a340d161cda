using System.Collections.Immutable;
using CsCheck;

namespace Actors.Allocation.Tests;

/// <summary>What was given is given again, as long as the phase lasts.</summary>
public sealed class AssignmentTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_proposal_of_a_phase_holds()
    {
        var first = UserDecisions.Assign(UserMemory.Empty, Propose("a"), 7, _now);
        var second = UserDecisions.Assign(first, Propose("b"), 7, _now.AddMinutes(1));
        var nextPhase = UserDecisions.Assign(first, Propose("b", phase: 1), 8, _now);

        Assert.Equal(("a", 7), (first.Assignments["x__0"].Variation, first.Assignments["x__0"].RulesetVersion));
        Assert.Same(first, second);
        Assert.Equal(("a", "b"), (nextPhase.Assignments["x__0"].Variation, nextPhase.Assignments["x__1"].Variation));
    }

    [Fact]
    public void Who_met_a_variation_before_anything_was_kept_is_given_that_one()
    {
        var met = UserMemory.Empty with
        {
            Exposures = UserMemory.Empty.Exposures.Add("x__0", new("x", 0, "a", _now, 1, _now, 1)),
        };

        Assert.Equal("a", UserDecisions.Assign(met, Propose("b"), 2, _now).Assignments["x__0"].Variation);
    }

    [Fact]
    public void First_and_last_exposure_name_their_rulesets()
    {
        var first = UserDecisions.Assign(UserMemory.Empty, Propose("a"), 7, _now);
        var last = UserDecisions.Assign(first, Propose("b"), 9, _now.AddMinutes(1));

        var exposure = Assert.Single(last.Exposures).Value;
        Assert.Equal(
            ("a", _now, 7, _now.AddMinutes(1), 9),
            (exposure.Variation, exposure.FirstAt, exposure.FirstVersion, exposure.LastAt, exposure.LastVersion));
        Assert.Equal(["a", "a"], last.Timeline.Select(entry => entry.Detail));
    }

    [Fact]
    public void Asking_again_within_the_hour_writes_nothing_and_after_it_does()
    {
        var first = UserDecisions.Assign(UserMemory.Empty, Propose("a"), 7, _now);

        Assert.Same(first, UserDecisions.Assign(first, Propose("a"), 7, _now.AddMinutes(59)));
        var later = UserDecisions.Assign(first, Propose("a"), 7, _now.AddHours(1));
        Assert.Equal(_now.AddHours(1), later.Exposures["x__0"].LastAt);
    }

    [Fact]
    public void What_is_kept_is_bounded_and_the_oldest_goes()
    {
        var memory = UserMemory.Empty;
        for (var at = 0; at < UserDecisions.MaxAssignments + 5; at++)
        {
            memory = UserDecisions.Assign(memory, [new($"x-{at}", 0, "a")], 1, _now.AddSeconds(at));
        }

        Assert.Equal(UserDecisions.MaxAssignments, memory.Assignments.Count);
        Assert.Equal(UserDecisions.MaxAssignments, memory.Exposures.Count);
        Assert.Equal(UserDecisions.MaxTimeline, memory.Timeline.Length);
        Assert.DoesNotContain("x-4__0", memory.Assignments.Keys);
        Assert.Contains("x-5__0", memory.Assignments.Keys);
    }

    [Fact]
    public void An_erased_subject_that_comes_back_goes_on_with_higher_revisions()
    {
        var before = UserDecisions.Assign(UserMemory.Empty, Propose("a"), 1, _now);
        var erased = UserDecisions.Erase(before, _now);
        var back = UserDecisions.Assign(UserMemory.Empty, Propose("a"), 1, _now.AddMilliseconds(5));

        Assert.True(erased.IsEmpty);
        Assert.True(before.Revision < erased.Revision && erased.Revision < back.Revision);
    }

    [Fact]
    public void Whatever_is_proposed_later_the_first_variation_of_each_phase_stays() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 500_000])
            .Array[1, 40]
            .Sample(steps =>
            {
                var (memory, first, now) = (UserMemory.Empty, new Dictionary<string, string>(), _now);
                foreach (var (experiment, phase, variation, seconds) in steps)
                {
                    now = now.AddSeconds(seconds);
                    var proposal = new Proposal($"x{experiment}", phase, $"v{variation}");
                    memory = UserDecisions.Assign(memory, [proposal], variation, now);
                    first.TryAdd(StickyAssignment.KeyOf(proposal.Experiment, phase), proposal.Variation);
                }

                Assert.Equal(
                    first.OrderBy(one => one.Key, StringComparer.Ordinal),
                    memory.Assignments.Select(one => KeyValuePair.Create(one.Key, one.Value.Variation)));
                Assert.All(memory.Exposures, one => Assert.Equal(first[one.Key], one.Value.Variation));
            });

    private static ImmutableArray<Proposal> Propose(string variation, int phase = 0) => [new("x", phase, variation)];
}
