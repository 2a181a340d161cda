using CsCheck;

namespace Actors.Configuration.Tests;

public sealed class DeliveryTests
{
    private static readonly FeatureHistory _history = Some.Created(Some.Switch.With("production", true));

    [Fact]
    public void A_new_feature_waits_for_every_environment() =>
        Assert.Equal(Some.Environments, Delivery.Waiting(_history));

    [Fact]
    public void A_change_is_delivered_when_all_have_acknowledged_it()
    {
        var rulesets = Delivery.Acknowledged(Delivery.Acknowledged(_history, "production", 1, 8), "staging", 1, 9);
        var audited = Delivery.Audited(rulesets, 1);

        Assert.False(rulesets.Delivered);
        Assert.False(audited.Delivered);
        Assert.True(Delivery.Announced(audited, 1).Delivered);
        Assert.Equal(new HandOver(1, 1, 8), rulesets.HandOvers["production"]);
    }

    [Fact]
    public void A_late_or_repeated_acknowledgement_changes_nothing()
    {
        var settled = _history.After(new ArchiveFeature(true)).Settled();

        Assert.Same(settled, Delivery.Acknowledged(settled, "production", 1, 5));
        Assert.Same(settled, Delivery.Acknowledged(settled, "production", 2, 5));
        Assert.Same(settled, Delivery.Acknowledged(settled, "unknown", 2, 5));
        Assert.Same(settled, Delivery.Audited(settled, 1));
        Assert.Same(settled, Delivery.Announced(settled, 1));
    }

    [Fact]
    public void An_acknowledgement_of_the_revision_before_leaves_the_last_one_waiting()
    {
        var changed = _history.After(new ArchiveFeature(true));

        Assert.Equal(Some.Environments, Delivery.Waiting(Delivery.Acknowledged(changed, "staging", 1, 5)));
    }

    [Fact]
    public void What_the_owner_of_a_batch_has_taken_over_is_delivered() =>
        Assert.True(Delivery.Batched(_history).Delivered);

    [Fact]
    public void The_owner_of_a_batch_does_not_audit_what_was_before_it()
    {
        var second = _history.After(new ArchiveFeature(true));

        Assert.Equal(0, Delivery.Batched(second).Audited);
        Assert.Equal(2, Delivery.Batched(Delivery.Audited(second, 1)).Audited);
    }

    [Fact]
    public void An_added_environment_waits_and_a_removed_one_no_longer_does()
    {
        var settled = _history.Settled();

        var covering = Delivery.Covering(settled, ["production", "test"]);

        Assert.Equal(["production", "test"], covering.HandOvers.Keys);
        Assert.Equal(["test"], Delivery.Waiting(covering));
        Assert.Same(settled, Delivery.Covering(settled, Some.Environments));
        Assert.Same(FeatureHistory.Empty, Delivery.Covering(FeatureHistory.Empty, Some.Environments));
    }

    [Fact]
    public void What_is_published_has_the_revision_that_changed_it_there()
    {
        var changed = _history.Feature!.With("staging", true, """{"force":true}""");
        var next = _history.Settled().After(new PutFeature(changed));

        Assert.Equal(
            new PublishedFeature("a", 1, true, """{"defaultValue":false}"""), Publication.Of("a", next, "production"));
        Assert.Equal(
            new PublishedFeature("a", 2, true, """{"defaultValue":false,"rules":[{"force":true}]}"""),
            Publication.Of("a", next, "staging"));
    }

    [Fact]
    public void An_archived_or_deleted_feature_is_published_as_a_tombstone()
    {
        Assert.Null(Publication.Of("a", _history.After(new ArchiveFeature(true)), "production").Json);
        Assert.Null(Publication.Of("a", _history.After(new DeleteFeature()), "production").Json);
    }

    [Fact]
    public void A_summary_shows_the_feature_or_its_tombstone()
    {
        var living = Summaries.Of("a", _history);
        var dead = Summaries.Of("a", _history.After(new DeleteFeature()));

        Assert.Equal(("a", 1L, "payments", "ada"), (living.Key, living.Revision, living.Owner, living.ChangedBy));
        Assert.False(living.Deleted);
        Assert.Equal(["production"], living.EnabledIn);
        Assert.Equal((2L, FeatureType.Boolean, true), (dead.Revision, dead.Type, dead.Deleted));
        Assert.True(Summaries.Of("a", FeatureHistory.Empty).Deleted);
    }

    [Fact]
    public void Whatever_is_lost_repeated_or_crashes_in_the_end_every_ruleset_holds_the_feature() =>
        Gen.Select(Generated.Feature.Array[1, 4], Gen.Int[0, 999].Array[0, 60])
            .Sample((features, steps) => new Region(features).Run(steps));
}
