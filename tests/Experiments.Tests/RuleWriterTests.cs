using System.Text.Json;
using Actors.Configuration;

namespace Actors.Experiments.Tests;

public sealed class RuleWriterTests
{
    [Fact]
    public void A_running_experiment_is_a_rule_of_the_dialect()
    {
        var experiment = Some.Draft with
        {
            Condition = """{"country":"CH"}""",
            SavedGroups = [new(GroupMatch.Any, ["beta", "staff"]), new(GroupMatch.None, ["staff"], "company")],
            Prerequisites = [new("checkout", """{"value":true}""")],
            CoverageBasisPoints = 2_000,
            WeightsBasisPoints = [7_500, 2_500],
            Sticky = true,
            FallbackAttribute = "deviceId",
        };
        var filter = new LayerFilter("main", "layer/shop/main", "id", [new(0, 300), new(500, 1_000)]);
        var around = Some.Around with { Filters = [filter] };

        var rule = Some.Running(experiment, around).Rule();

        const string Wanted = """
            {"id":"experiment/checkout-colour",
             "condition":{"$and":[{"country":"CH"},
               {"$or":[{"id":{"$inGroup":"beta"}},{"id":{"$inGroup":"staff"}}]},
               {"company":{"$notInGroup":"staff"}}]},
             "parentConditions":[{"id":"checkout","condition":{"value":true}}],
             "filters":[{"attribute":"id","seed":"layer/shop/main","hashVersion":2,"ranges":[[0,0.03],[0.05,0.1]]}],
             "hashAttribute":"id","fallbackAttribute":"deviceId","bucketVersion":1,
             "hashVersion":2,"seed":"shop/checkout-colour/1",
             "variations":["blue","red"],"ranges":[[0,0.15],[0.75,0.8]],
             "meta":[{"key":"control"},{"key":"red","name":"Red"}],
             "key":"checkout-colour","phase":"1","name":"Colour of the checkout"}
            """;
        Assert.Equal(CanonicalJson.Of(Wanted), rule);
    }

    [Fact]
    public void An_experiment_that_is_not_sticky_says_so()
    {
        using var rule = JsonDocument.Parse(Some.Running().Rule());

        Assert.True(rule.RootElement.GetProperty("disableStickyBucketing").GetBoolean());
        Assert.False(rule.RootElement.TryGetProperty("condition", out _));
        Assert.False(rule.RootElement.TryGetProperty("filters", out _));
    }

    [Fact]
    public void A_rule_says_whether_servers_record_exposures_and_whether_somebody_may_have_moved()
    {
        var running = Some.Running(Some.Draft with { ServerExposures = true });
        var wider = Some.Running(Some.Draft with { CoverageBasisPoints = 1_000 })
            .After(new ReallocateExperiment(ReallocationWay.LeastMovement, [], 5_000));
        var moved = wider.After(new ReallocateExperiment(ReallocationWay.LeastMovement, [2_000, 8_000], 5_000));

        Assert.Contains("\"serverExposures\":true", running.Rule());
        Assert.DoesNotContain("serverExposures", wider.Rule());
        var later = Some.Running().After(new PutExperiment(Some.Draft with { ServerExposures = true }));
        Assert.Equal(running.Rule(), later.Rule());
        Assert.DoesNotContain("reallocated", wider.Rule());
        Assert.Contains("\"disableStickyBucketing\":true,\"reallocated\":true", moved.Rule().Replace(" ", ""));
    }

    [Fact]
    public void Nothing_is_published_of_a_draft_while_paused_or_after_a_stop_without_a_winner()
    {
        var running = Some.Running();
        ExperimentHistory[] silent =
        [
            Some.Created(), running.After(new PauseExperiment()), running.After(new StopExperiment(null)),
        ];

        Assert.All(silent, one =>
            Assert.Empty(ExperimentDecisions.Published(one, "checkout-colour", "production").Rules));
        Assert.Empty(ExperimentDecisions.Published(running, "checkout-colour", "staging").Rules);
        Assert.Equal(running.Rule(), running.After(new PauseExperiment()).After(new ResumeExperiment()).Rule());
    }

    [Fact]
    public void What_a_stopped_experiment_ships_is_forced_on_all_who_were_targeted_also_from_the_archive()
    {
        var stopped = Some.Running(Some.Draft with { Condition = """{"country":"CH"}""", CoverageBasisPoints = 100 })
            .After(new StopExperiment("red"));

        const string Rule = """{"id":"experiment/checkout-colour","condition":{"country":"CH"},"force":"red"}""";
        Assert.Equal(Rule, stopped.Rule());
        Assert.Equal(Rule, stopped.After(new ArchiveExperiment(true)).Rule());
        Assert.Empty(ExperimentDecisions.Published(
            stopped.After(new StopExperiment(null)), "checkout-colour", "production").Rules);
    }

    [Fact]
    public void A_hand_over_moves_only_when_something_else_is_published()
    {
        var created = Some.Created();
        var running = created.After(new StartExperiment());
        var acknowledged = running with
        {
            HandOvers = running.HandOvers.Acknowledged("production", running.HandOvers["production"].Revision, 7),
        };
        var renamed = acknowledged.After(new PutExperiment(Some.Draft with { Hypothesis = "another" }));

        Assert.True(created.Published);
        Assert.Equal(2, running.HandOvers["production"].Revision);
        Assert.True(renamed.Published);
        Assert.Equal((3, 2), (renamed.Revision, ExperimentDecisions.Published(renamed, "c", "production").Revision));
        Assert.False(renamed.After(new PauseExperiment()).Published);
    }
}
