namespace Actors.Allocation.Tests;

/// <summary>What operators decide for one subject counts until it expires or is removed.</summary>
public sealed class OverrideTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly OverrideTarget _checkout = OverrideTarget.Experiment("checkout");

    [Fact]
    public void An_override_is_kept_and_replaced_and_removed()
    {
        var once = UserDecisions.Put(UserMemory.Empty, Some(), _now).Accepted();
        var twice = UserDecisions.Put(once, Some() with { Given = "b" }, _now).Accepted();
        var none = UserDecisions.Remove(twice, _checkout, _now).Accepted();

        Assert.Equal("b", Assert.Single(twice.Overrides).Value.Given);
        Assert.True(none.IsEmpty);
        Assert.True(once.Revision < twice.Revision && twice.Revision < none.Revision);
    }

    [Fact]
    public void The_same_override_again_changes_nothing()
    {
        var once = UserDecisions.Put(UserMemory.Empty, Some(), _now).Accepted();

        Assert.Same(once, UserDecisions.Put(once, Some() with { At = _now.AddHours(1) }, _now).Accepted());
    }

    [Fact]
    public void An_override_ends_at_its_expiry_and_not_before()
    {
        var ending = Some() with { ExpiresAt = _now.AddMinutes(1) };
        var memory = UserDecisions.Put(UserMemory.Empty, ending, _now).Accepted();

        Assert.Same(memory, UserDecisions.WithoutExpired(memory, _now.AddMinutes(1).AddTicks(-1)));
        Assert.Empty(UserDecisions.WithoutExpired(memory, _now.AddMinutes(1)).Overrides);
        Assert.Equal(
            "override-not-found", UserDecisions.Remove(memory, _checkout, _now.AddMinutes(1)).Refused().Code);
    }

    [Fact]
    public void Everything_that_is_wrong_with_an_override_is_said()
    {
        var wrong = new Override(OverrideTarget.Feature(""), "\0", "a", new string('x', 1_001), _now, _now);

        var refusal = UserDecisions.Put(UserMemory.Empty, wrong, _now).Refused();

        Assert.Equal("override-invalid", refusal.Code);
        Assert.Equal(
            ["key-invalid", "given-invalid", "comment-invalid", "time-past"],
            refusal.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_subject_has_a_hundred_overrides_and_expired_ones_make_room()
    {
        var ending = Some() with { ExpiresAt = _now.AddMinutes(1) };
        var memory = UserDecisions.Put(UserMemory.Empty, ending, _now).Accepted();
        for (var at = 1; at < UserDecisions.MaxOverrides; at++)
        {
            var one = Some() with { Target = OverrideTarget.Feature($"f-{at}") };
            memory = UserDecisions.Put(memory, one, _now).Accepted();
        }

        var more = Some() with { Target = OverrideTarget.Feature("more") };
        Assert.Equal("too-many-overrides", UserDecisions.Put(memory, more, _now).Refused().Problems[0].Code);

        var later = UserDecisions.Put(memory, more, _now.AddMinutes(2)).Accepted();
        Assert.Equal(UserDecisions.MaxOverrides, later.Overrides.Count);
        Assert.DoesNotContain(later.Overrides.Keys, key => key == ending.Target.ToString());
    }

    [Fact]
    public void An_experiment_and_a_feature_of_one_name_are_two_targets()
    {
        var memory = UserDecisions.Put(UserMemory.Empty, Some(), _now).Accepted();
        var both = UserDecisions.Put(
            memory, Some() with { Target = OverrideTarget.Feature("checkout"), Given = "true" }, _now).Accepted();

        Assert.Equal(2, both.Overrides.Count);
    }

    private static Override Some() => new(_checkout, "a", "alice", "to look at it", _now, null);
}
