using Actors.Foundation;

namespace Actors.Configuration.Tests;

public sealed class FeatureDecisionTests
{
    private static readonly FeatureHistory _switch = Some.Created(Some.Switch.With("production", true));

    [Fact]
    public void A_created_feature_is_at_revision_one_and_says_who_when_and_why()
    {
        var author = Some.Author(comment: "new checkout");

        var revision = FeatureHistory.Empty.After(new PutFeature(Some.Switch), author).Last!;

        Assert.Equal(
            (1, author, Some.Time, "created"), (revision.Number, revision.Authorship, revision.At, revision.Verb));
        Assert.Equal(new Difference("", null, FeatureDocument.Of(Some.Switch)), Assert.Single(revision.Diff));
    }

    [Fact]
    public void A_repeated_operation_changes_nothing_even_when_it_expects_the_old_revision()
    {
        var author = Some.Author("once");
        var once = _switch.After(new ArchiveFeature(true), author);

        var twice = Decide(once, new ArchiveFeature(false), expected: 1, author).Accepted();

        Assert.Same(once, twice);
    }

    [Theory]
    [InlineData(2, "revision-stale")]
    [InlineData(-1, "revision-stale")]
    [InlineData(0, "feature-exists")]
    public void A_change_of_something_else_than_expected_is_refused(long expected, string code) =>
        Decide(_switch, new DeleteFeature(), expected).IsRefused(code);

    [Fact]
    public void A_stale_revision_is_answered_with_the_current_one() => Assert.Contains(
        "revision 1,", Decide(_switch, new DeleteFeature(), 7).Refused().Message, StringComparison.Ordinal);

    [Fact]
    public void What_was_expected_is_changed() =>
        Assert.Equal(2, Decide(_switch, new DeleteFeature(), expected: 1).Accepted().Revision);

    [Fact]
    public void Only_a_put_creates()
    {
        FeatureChange[] others =
        [
            new ArchiveFeature(true), new DeleteFeature(), new RevertFeature(1, Some.Switch),
            new CopyRules("staging", "production"),
        ];

        Assert.All(others, change => Decide(FeatureHistory.Empty, change).IsRefused("feature-not-found"));
        Assert.All(others, change => Decide(_switch.After(new DeleteFeature()), change).IsRefused("feature-not-found"));
    }

    [Fact]
    public void A_deleted_feature_continues_its_history_when_it_is_created_again_and_may_have_another_type()
    {
        var text = Some.Switch with { Type = FeatureType.String, DefaultValue = "\"a\"" };
        var deleted = _switch.After(new DeleteFeature());

        var again = Decide(deleted, new PutFeature(text), expected: 0).Accepted();

        Assert.Null(deleted.Feature);
        Assert.Equal((3, "created"), (again.Revision, again.Last!.Verb));
    }

    [Fact]
    public void The_type_of_an_existing_feature_is_fixed()
    {
        var number = Some.Switch with { Type = FeatureType.Number, DefaultValue = "1" };

        Decide(_switch, new PutFeature(number)).IsRefused("feature-type-fixed");
        Decide(_switch, new RevertFeature(1, number)).IsRefused("feature-type-fixed");
    }

    [Fact]
    public void What_is_already_so_makes_no_revision()
    {
        var reordered = _switch.Feature! with { Tags = ["ui", "checkout", "ui"], DefaultValue = " false " };

        Assert.Same(_switch, _switch.After(new PutFeature(reordered)));
        Assert.Same(_switch, _switch.After(new ArchiveFeature(false)));
        Assert.Same(_switch, _switch.After(new CopyRules("production", "production")));
    }

    [Fact]
    public void A_feature_with_problems_is_refused_with_each()
    {
        var wrong = Some.Switch.With("nowhere", true) with { DefaultValue = "1" };

        var refusal = Decide(FeatureHistory.Empty, new PutFeature(wrong)).Refused();

        Assert.Equal("feature-invalid", refusal.Code);
        Assert.Equal(
            [("/defaultValue", "value-type"), ("/environments/nowhere", "environment-unknown")],
            refusal.Problems.Select(problem => (problem.Path, problem.Code)));
    }

    [Fact]
    public void Environments_that_were_removed_meanwhile_are_dropped_by_the_next_change()
    {
        var both = Some.Created(Some.Switch.With("production", true).With("staging", true)).Settled();

        var archived = FeatureDecisions.Decide(
            both, "checkout", new ArchiveFeature(true), null, Some.Author(), ["production"], Some.Time).Accepted();

        Assert.Equal(["production"], archived.Feature!.Environments.Keys);
        Assert.Equal(["production"], archived.HandOvers.Keys);
    }

    [Fact]
    public void A_revert_goes_back_says_so_and_overlooks_removed_environments()
    {
        var then = Some.Switch.With("production", true).With("removed", true);
        var changed = _switch.After(new PutFeature(Some.Switch));

        var back = changed.After(new RevertFeature(1, then), Some.Author(comment: ""));

        Assert.Equal(("reverted", "Reverted to revision 1."), (back.Last!.Verb, back.Last.Authorship.Comment));
        Assert.Equal(FeatureDocument.Of(_switch.Feature!), FeatureDocument.Of(back.Feature!));
    }

    [Fact]
    public void A_revert_keeps_the_comment_of_its_author()
    {
        var back = _switch.After(new RevertFeature(0, Some.Switch), Some.Author(comment: "too early"));

        Assert.Equal("too early", back.Last!.Authorship.Comment);
    }

    [Fact]
    public void A_copied_environment_does_what_the_other_does()
    {
        var rules = Some.Created(Some.Switch.With("staging", true, """{"force":true}"""));

        var copied = rules.After(new CopyRules("staging", "production"));

        Assert.Equal(copied.Feature!.Environments["staging"], copied.Feature.Environments["production"]);
        Assert.Equal("copied", copied.Last!.Verb);
        Assert.Equal("/environments/production", Assert.Single(copied.Last.Diff).Path);
    }

    [Theory]
    [InlineData("nowhere", "production")]
    [InlineData("production", "nowhere")]
    public void A_copy_between_unknown_environments_is_refused(string from, string to) =>
        Decide(_switch, new CopyRules(from, to)).IsRefused("environment-unknown");

    [Theory]
    [InlineData(true, "archived")]
    [InlineData(false, "unarchived")]
    public void The_archive_takes_and_gives_back(bool archived, string verb)
    {
        var before = Some.Created(Some.Switch with { Archived = !archived });

        var after = before.After(new ArchiveFeature(archived));

        Assert.Equal((verb, archived), (after.Last!.Verb, after.Feature!.Archived));
    }

    [Fact]
    public void Only_environments_in_which_something_changed_are_told()
    {
        var settled = _switch.Settled();

        var next = settled.After(new PutFeature(_switch.Feature!.With("staging", true)));

        Assert.Equal(["staging"], Delivery.Waiting(next));
        Assert.Equal((1, 2), (next.HandOvers["production"].Revision, next.HandOvers["staging"].Revision));
    }

    [Fact]
    public void A_change_of_the_description_is_published_nowhere_but_audited_and_announced()
    {
        var next = _switch.Settled().After(new PutFeature(_switch.Feature! with { Description = "other" }));

        Assert.Empty(Delivery.Waiting(next));
        Assert.False(next.Delivered);
    }

    [Fact]
    public void A_hand_over_in_doubt_moves_with_the_next_change_whatever_it_changes()
    {
        var doubtful = _switch.After(new PutFeature(_switch.Feature! with { Description = "other" }));

        Assert.All(doubtful.HandOvers.Values, handOver => Assert.Equal(2, handOver.Revision));
    }

    [Fact]
    public void Old_revisions_are_let_go_once_the_audit_log_has_them()
    {
        var history = _switch;
        for (var round = 0; round < 60; round++)
        {
            history = history.After(new ArchiveFeature(round % 2 == 0));
        }

        Assert.Equal(61, history.Recent.Length);
        Assert.Equal(56, Delivery.Audited(history, 5).Recent.Length);
        Assert.Equal(FeatureHistory.MaxRecent, history.Settled().Recent.Length);
        Assert.Equal(61, history.Settled().Revision);
    }

    private static Decision<FeatureHistory> Decide(
        FeatureHistory history, FeatureChange change, long? expected = null, Authorship? author = null) =>
        FeatureDecisions.Decide(
            history, "checkout", change, expected, author ?? Some.Author(), Some.Environments, Some.Time);
}
