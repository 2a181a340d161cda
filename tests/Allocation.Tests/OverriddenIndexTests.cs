using System.Collections.Immutable;

namespace Actors.Allocation.Tests;

/// <summary>Gateways must ask about every subject that has an override, whatever comes late.</summary>
public sealed class OverriddenIndexTests
{
    [Fact]
    public void The_version_moves_only_when_somebody_comes_or_goes()
    {
        var listed = OverriddenIndex.Empty.With("id", 1, 10).Accepted();
        var again = listed.With("id", 1, 11).Accepted();

        Assert.Equal((1, 1), (listed.Version, again.Version));
        Assert.Equal(2, again.Without("id", 1, 11).Version);
        Assert.Same(again, again.Without("id", 2, 99));
        Assert.Same(again, again.With("id", 1, 11).Accepted());
    }

    [Fact]
    public void What_comes_late_strikes_nobody_off()
    {
        var listed = OverriddenIndex.Empty.With("id", 1, 12).Accepted();

        Assert.Same(listed, listed.Without("id", 1, 11));
        Assert.Equal(0, listed.Without("id", 1, 12).Count);
    }

    [Fact]
    public void Attributes_are_told_apart_and_go_with_their_last_subject()
    {
        var index = OverriddenIndex.Empty.With("id", 1, 1).Accepted().With("device", 1, 1).Accepted();

        Assert.Equal(["device", "id"], index.Groups().Select(group => group.Attribute));
        Assert.Equal(["id"], index.Without("device", 1, 1).Groups().Select(group => group.Attribute));
    }

    [Fact]
    public void An_environment_lists_a_hundred_thousand_and_says_when_it_is_full()
    {
        var full = OverriddenIndex.Empty with
        {
            Subjects = OverriddenIndex.Empty.Subjects.Add(
                "id",
                Enumerable.Range(0, OverriddenIndex.MaxSubjects).ToImmutableDictionary(at => (ulong)at, _ => 1L)),
        };

        Assert.Equal("too-many-overridden", full.With("id", ulong.MaxValue, 2).Refused().Code);
        Assert.Equal(OverriddenIndex.MaxSubjects, full.With("id", 7, 2).Accepted().Count);
    }

    [Theory]
    [InlineData("shop/production/id/ada", true)]
    [InlineData("shop/production/url/https://a.example/b", true)]
    [InlineData("shop/production/id/", false)]
    [InlineData("shop/production//ada", false)]
    [InlineData("/production/id/ada", false)]
    [InlineData("shop/production/id", false)]
    [InlineData("shop/production/id/a\0", false)]
    public void A_subject_is_read_as_it_is_written(string text, bool isOne)
    {
        Assert.Equal(isOne, UserId.TryParse(text, out var id));
        if (isOne)
        {
            Assert.Equal(text, id.ToString());
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_subject() =>
        Assert.False(UserId.TryParse("shop/production/id/\ud800", out _));

    [Fact]
    public void A_pseudonym_is_the_same_each_time_and_names_nobody()
    {
        var ada = new UserId("shop", "production", "id", "ada");

        Assert.Equal(ada.Pseudonym, new UserId("shop", "production", "id", "ada").Pseudonym);
        Assert.NotEqual(ada.Pseudonym, (ada with { Value = "bob" }).Pseudonym);
        Assert.Matches("^[0-9a-f]{32}$", ada.Pseudonym);
    }
}
