using Actors.Configuration;

namespace Actors.Experiments.Tests;

public sealed class LifecycleTests
{
    private static readonly Experiment _broken = new()
    {
        Environments = ["moon"],
        FallbackAttribute = "deviceId",
        Variations = [new("a"), new("a"), new("b")],
        WeightsBasisPoints = [5_000, 4_000],
        CoverageBasisPoints = 0,
        Features =
        [
            new("colour", """{"a":1,"c":"x"}"""),
            new("colour", """{"a":"x","b":"y"}"""),
            new("nowhere", "{}"),
        ],
        SavedGroups = [new(GroupMatch.Any, ["beta", "nobody"])],
        Prerequisites = [new("colour", "{}"), new("unknown", "{}")],
        Metrics = new() { Primary = ["m"], Secondary = ["n", "m"] },
        Schedule = new() { StopAt = Some.Time, Ramp = [new(500), new(500)] },
    };

    [Fact]
    public void An_experiment_goes_from_draft_to_archive()
    {
        var history = Some.Running()
            .After(new PauseExperiment())
            .After(new ResumeExperiment())
            .After(new StopExperiment("red"))
            .After(new ArchiveExperiment(true));

        Assert.Equal(
            ["created", "started", "paused", "resumed", "stopped", "archived"],
            history.Recent.Select(revision => revision.Verb));
        Assert.Equal(
            (ExperimentStatus.Archived, "red", Some.Time),
            (history.State!.Status, history.State.Shipped, history.State.Run!.StoppedAt));
    }

    [Fact]
    public void A_step_that_does_not_follow_is_refused_with_its_own_code()
    {
        var draft = Some.Created();
        var running = Some.Running();
        var stopped = running.After(new StopExperiment(null));
        var archived = stopped.After(new ArchiveExperiment(true));

        draft.Deciding(new PauseExperiment()).IsRefused("experiment-not-running");
        draft.Deciding(new StopExperiment(null)).IsRefused("experiment-not-started");
        running.Deciding(new StartExperiment()).IsRefused("experiment-not-draft");
        running.Deciding(new ResumeExperiment()).IsRefused("experiment-not-paused");
        running.Deciding(new ArchiveExperiment(true)).IsRefused("experiment-live");
        running.Deciding(new StopExperiment("green")).IsRefused("variation-not-found");
        stopped.Deciding(new StartExperiment()).IsRefused("experiment-not-draft");
        archived.Deciding(new PutExperiment(Some.Draft)).IsRefused("experiment-archived");
        archived.Deciding(new StopExperiment("red")).IsRefused("experiment-archived");
        ExperimentHistory.Empty.Deciding(new StartExperiment()).IsRefused("experiment-not-found");
    }

    [Fact]
    public void Starting_reports_everything_that_is_wrong()
    {
        var refusal = Some.Created(_broken).Deciding(new StartExperiment()).Refused();

        Assert.Equal("experiment-invalid", refusal.Code);
        Assert.Equal(
            [
                "/environments/0 environment-unknown",
                "/fallbackAttribute fallback-not-sticky",
                "/variations/1/key variation-repeated",
                "/weightsBasisPoints weights-count",
                "/weightsBasisPoints weights-sum",
                "/features/0/values/b value-missing",
                "/features/0/values/a value-type",
                "/features/0/values/c variation-unknown",
                "/features/1/feature feature-repeated",
                "/features/2/feature feature-not-found",
                "/savedGroups/0/groups/1 group-not-found",
                "/prerequisites/0/feature parent-cycle",
                "/prerequisites/1/feature feature-not-found",
                "/metrics/secondary/0 metric-not-found",
                "/metrics/secondary/1 metric-repeated",
                "/schedule/stopAt stop-past",
                "/schedule/ramp/1/coverageBasisPoints ramp-falling",
            ],
            refusal.Problems.Select(problem => $"{problem.Path} {problem.Code}"));
    }

    [Fact]
    public void A_draft_without_anything_is_kept_and_told_what_it_lacks_when_started()
    {
        var refusal = Some.Created(new Experiment()).Deciding(new StartExperiment()).Refused();

        Assert.Equal(
            ["environment-missing", "feature-missing", "variations-too-few"],
            refusal.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void What_decides_who_gets_what_is_fixed_since_the_start()
    {
        var wanted = Some.Draft with
        {
            Name = "Another name",
            HashAttribute = "deviceId",
            Variations = [new("control"), new("red", "Crimson"), new("green")],
            CoverageBasisPoints = 100,
        };

        var refusal = Some.Running().Deciding(new PutExperiment(wanted)).Refused();

        Assert.Equal("experiment-started", refusal.Code);
        Assert.Equal(
            ["/coverageBasisPoints", "/hashAttribute", "/variations/2"], refusal.Problems.Select(one => one.Path));
    }

    [Fact]
    public void What_says_nothing_about_who_gets_what_is_changed_while_it_runs()
    {
        var running = Some.Running();
        var wanted = Some.Draft with
        {
            Hypothesis = "Red sells much better.",
            Variations = [new("control"), new("red", "Crimson")],
            Metrics = new() { Primary = ["purchase"], Guardrail = ["crashes"] },
        };

        var changed = running.After(new PutExperiment(wanted));

        Assert.Equal("changed", changed.Last!.Verb);
        Assert.Equal(running.State!.Run, changed.State!.Run);
    }

    [Fact]
    public void A_change_of_nothing_and_a_repeated_operation_make_no_revision()
    {
        var created = Some.Created();
        var author = Some.Author();
        var started = ExperimentDecisions.Decide(
            created, Some.Id, new StartExperiment(), 1, author, Some.Around, Some.Time).Accepted();

        Assert.Same(created, created.After(new PutExperiment(Some.Draft)));
        Assert.Same(started, ExperimentDecisions.Decide(
            started, Some.Id, new StartExperiment(), 1, author, Some.Around, Some.Time).Accepted());
        ExperimentDecisions.Decide(
            started, Some.Id, new PauseExperiment(), 1, Some.Author(), Some.Around, Some.Time)
            .IsRefused("revision-stale");
        ExperimentDecisions.Decide(
            started, Some.Id, new PutExperiment(Some.Draft), 0, Some.Author(), Some.Around, Some.Time)
            .IsRefused("experiment-exists");
    }

    [Fact]
    public void A_revision_says_who_when_why_and_what_is_different()
    {
        var changed = Some.Created().After(new PutExperiment(Some.Draft with { CoverageBasisPoints = 500 }));

        var revision = changed.Last!;
        Assert.Equal((2, "ada", "because", Some.Time), (
            revision.Number, revision.Authorship.Author, revision.Authorship.Comment, revision.At));
        Assert.Equal([new Difference("/experiment/coverageBasisPoints", "10000", "500")], revision.Diff);
    }

    [Fact]
    public void Every_revision_of_a_draft_can_be_restored()
    {
        var history = Some.Created()
            .After(new PutExperiment(Some.Draft with { Name = "second" }))
            .After(new PutExperiment(new Experiment()));

        foreach (var revision in history.Recent)
        {
            var restored = history.After(new RestoreExperiment(revision.Number, revision.State.Experiment));
            Assert.Equal(ExperimentDocument.Of(revision.State), ExperimentDocument.Of(restored.State!));
            history = restored;
        }

        Assert.Equal((6, "Restored revision 3."), (history.Revision, Explained(history, 3)));

        static string Explained(ExperimentHistory history, int of) =>
            ExperimentDecisions.Decide(
                history, Some.Id, new RestoreExperiment(of, Some.Draft), null, Some.Author(comment: ""), Some.Around,
                Some.Time).Accepted().Last!.Authorship.Comment;
    }

    [Fact]
    public void Old_revisions_are_let_go_only_when_the_audit_log_has_them()
    {
        var history = Enumerable.Range(0, 60).Aggregate(Some.Created(), (next, number) =>
            next.After(new PutExperiment(Some.Draft with { Name = $"{number}" })));

        Assert.Equal(61, history.Recent.Length);
        Assert.Equal(57, history.AuditedTo(4).Recent.Length);
        Assert.Equal(ExperimentHistory.MaxRecent, history.AuditedTo(61).Recent.Length);
    }
}
