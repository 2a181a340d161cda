using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;

namespace Actors.Grains.Tests.Experiments;

/// <summary>An experiment is kept, and its rules arrive beside the feature's own whatever fails meanwhile.</summary>
public sealed class ExperimentTests(RegionFixture fixture)
{
    private const string Rule = "\"key\":\"banner-shown\"";

    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task A_started_experiment_is_published_where_it_runs_and_gone_when_it_stops()
    {
        var lab = await Lab.Open(_region);
        var before = await lab.Shop.Version();

        var started = await lab.Run();

        Assert.Equal(before + 1, started.Published["production"]);
        Assert.Contains(Rule, await lab.Published());
        Assert.DoesNotContain(Rule, await lab.Published("staging"));

        await lab.Do(new PauseExperiment());
        Assert.DoesNotContain(Rule, await lab.Published());
        await lab.Do(new ResumeExperiment());
        await lab.Do(new StopExperiment("shown"));
        Assert.Equal(
            """{"defaultValue":false,"rules":[{"id":"experiment/banner-shown","force":true}]}""",
            await lab.Published());
        await lab.Do(new StopExperiment(null));
        Assert.Equal("""{"defaultValue":false}""", await lab.Published());
    }

    [Fact]
    public async Task Gateways_are_told_of_the_feature_that_changed_and_of_no_other()
    {
        var lab = await Lab.Open(_region);
        await lab.Shop.Change(Shop.Switch("true"), "other");
        var seen = await lab.Shop.Version();

        await lab.Run();

        await foreach (var update in lab.Shop.Ruleset().Watch(seen))
        {
            Assert.Equal(seen, update.AfterVersion);
            Assert.Contains(Rule, Assert.Single(update.Features).Json, StringComparison.Ordinal);
            break;
        }
    }

    [Fact]
    public async Task An_edit_of_the_feature_keeps_the_experiment()
    {
        var lab = await Lab.Open(_region);
        await lab.Run();

        await lab.Shop.Change(Shop.Switch("true"));

        var published = await lab.Published();
        Assert.StartsWith("""{"defaultValue":true,"rules":[""", published);
        Assert.Contains(Rule, published);
    }

    [Fact]
    public async Task A_start_that_is_refused_names_everything_and_changes_nothing()
    {
        var lab = await Lab.Open(_region);
        await lab.Do(new PutExperiment(Lab.Draft with
        {
            Environments = ["moon"],
            Features = [new("banner", """{"control":1}"""), new("nowhere", "{}")],
            SavedGroups = [new(GroupMatch.All, ["ghosts"])],
        }));

        var refused = await lab.Ask(new StartExperiment());

        Assert.Equal(
            [
                "environment-unknown", "value-missing", "value-type", "feature-not-found", "group-not-found",
            ],
            refused.Refusal!.Problems.Select(problem => problem.Code));
        Assert.Equal(ExperimentStatus.Draft, (await lab.Experiment.Current()).Value!.Revision.State.Status);
        Assert.Equal("project-not-found", (await _region.Grains.GetExperiment(new("nowhere", "e")).Change(
            new PutExperiment(Lab.Draft), null, Shop.By())).Refusal!.Code);
    }

    [Fact]
    public async Task A_change_that_cannot_be_handed_over_is_kept_and_arrives_by_itself()
    {
        var lab = await Lab.Open(_region);
        await lab.Do(new PutExperiment(Lab.Draft));
        using (_region.Disk.Refuse("ruleset", lab.Shop.RulesetKey()))
        {
            Assert.Null((await lab.Do(new StartExperiment())).Published["production"]);
        }

        await Eventually.See(() => lab.Published(), published => published.Contains(Rule, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_experiment_is_not_lost_with_the_silo_that_kept_it()
    {
        await using var region = await Region.Start(silos: 2);
        var lab = await Lab.Open(region);
        await lab.Do(new PutExperiment(Lab.Draft));
        using (region.Disk.Refuse("ruleset", lab.Shop.RulesetKey()))
        {
            await lab.Do(new StartExperiment());
            await region.Cluster.KillSiloAsync(region.HostOf(lab.Experiment));
        }

        await Eventually.See(() => lab.Experiment.Deliver(), delivered => delivered);
        Assert.Contains(Rule, await lab.Published());
    }

    [Fact]
    public async Task An_experiment_whose_write_failed_has_not_changed()
    {
        var lab = await Lab.Open(_region);
        await lab.Do(new PutExperiment(Lab.Draft));
        using (_region.Disk.Refuse("experiment", lab.StorageKey))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => lab.Ask(new StartExperiment()));
        }

        var now = await Eventually.See(() => lab.Experiment.Current(), answer => answer.Value is not null);
        Assert.Equal((1, ExperimentStatus.Draft), (now.Value!.Revision.Number, now.Value.Revision.State.Status));
        Assert.DoesNotContain(Rule, await lab.Published());
    }

    [Fact]
    public async Task A_repeated_request_is_answered_as_the_first_was()
    {
        var lab = await Lab.Open(_region);
        var by = Shop.By();
        await lab.Experiment.Change(new PutExperiment(Lab.Draft), 0, by);
        await lab.Do(new StartExperiment());

        var again = await lab.Experiment.Change(new PutExperiment(Lab.Draft), 0, by);

        Assert.Equal((1, "created"), (again.Value!.Revision.Number, again.Value.Revision.Verb));
        Assert.Equal("revision-stale", (await lab.Ask(new PauseExperiment(), 1)).Refusal!.Code);
    }

    [Fact]
    public async Task Revisions_are_audited_and_the_oldest_come_from_the_log()
    {
        var lab = await Lab.Open(_region);
        foreach (var number in Enumerable.Range(1, ExperimentHistory.MaxRecent + 5))
        {
            await lab.Do(new PutExperiment(Lab.Draft with { Name = $"Name {number}" }));
        }

        var oldest = await lab.Experiment.History(4, 10);

        Assert.Equal([3, 2, 1], oldest.Select(revision => revision.Number));
        Assert.Equal("Name 3", oldest[0].State.Experiment.Name);
        Assert.Equal([new Difference("/experiment/name", "\"Name 2\"", "\"Name 3\"")], oldest[0].Diff);
        var restored = await lab.Do(new RestoreExperiment(3, oldest[0].State.Experiment));
        Assert.Equal(("restored", "Name 3"), (restored.Revision.Verb, restored.Revision.State.Experiment.Name));
        Assert.Equal(56, (await lab.Shop.Audit("experiment/banner-shown")).Length);
    }

    [Fact]
    public async Task Who_measures_is_told_of_every_phase()
    {
        var lab = await Lab.Open(_region);
        await lab.Run();
        await lab.Do(new ReallocateExperiment(ReallocationWay.Rerandomise, [], 5_000));
        await lab.Do(new StopExperiment(null));

        var state = (await lab.Experiment.Current()).Value!.Revision.State.Run!;
        var plan = await _region.Grains.GetMeasurementPlan(new(lab.Shop.Key, "production")).Newer(0);
        Assert.Equal(
            [("1", (DateTimeOffset?)state.PhaseStartedAt), ("2", state.StoppedAt)],
            plan!.Experiments.Select(phase => (phase.Phase, phase.Stopped)));
        Assert.All(plan.Experiments, phase => Assert.Equal(["control", "shown"], phase.Variations));
    }

    [Fact]
    public async Task Experiments_are_listed_by_what_they_are()
    {
        var lab = await Lab.Open(_region);
        await lab.Run(Lab.Draft with { Tags = ["checkout"] });
        await lab.Beside("another").Do(new PutExperiment(Lab.Draft with { Owner = "ada" }));

        Assert.Equal(["another", "banner-shown"], await Keys(new(null, null, "banner", null, null, null, 10)));
        Assert.Equal(["banner-shown"], await Keys(new(null, ExperimentStatus.Running, null, null, null, null, 10)));
        Assert.Equal(["another"], await Keys(new("ANO", null, null, null, "ada", null, 10)));
        Assert.Equal(["banner-shown"], await Keys(new(null, null, null, "checkout", null, "another", 1)));
        var first = await lab.List.List(new(null, null, null, null, null, null, 1));
        Assert.Equal((2, "another"), (first.Total, first.Next));

        async Task<IEnumerable<string>> Keys(ExperimentQuery query) =>
            (await lab.List.List(query)).Experiments.Select(one => one.Key);
    }
}
