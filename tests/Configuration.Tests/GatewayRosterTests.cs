namespace Actors.Configuration.Tests;

public sealed class GatewayRosterTests
{
    /// <summary>Version n was decided n minutes after the start.</summary>
    private static DateTimeOffset? PublishedAt(long version) => Some.Time.AddMinutes(version);

    private static DateTimeOffset After(double minutes, double seconds = 0) =>
        Some.Time.AddMinutes(minutes).AddSeconds(seconds);

    [Fact]
    public void A_gateway_that_follows_shows_how_long_it_took()
    {
        var roster = Heard(Heard(GatewayRoster.Empty, "g", 1, After(1.5)), "g", 2, After(2, 0.25));

        var progress = Assert.Single(roster.View(2, PublishedAt, After(2, 1)));

        Assert.Equal(new("g", "eu", "a", 2, false, 250, After(2, 0.25)), progress);
    }

    [Fact]
    public void A_heartbeat_with_the_same_version_leaves_the_lag()
    {
        var roster = Heard(Heard(GatewayRoster.Empty, "g", 1, After(1.5)), "g", 2, After(2, 0.25));

        var progress = Assert.Single(Heard(roster, "g", 2, After(2, 5)).View(2, PublishedAt, After(2, 5)));

        Assert.Equal((250, After(2, 5)), (progress.LagMilliseconds, progress.LastContact));
    }

    [Fact]
    public void A_gateway_that_has_just_joined_is_not_charged_for_the_age_of_the_version()
    {
        var roster = Heard(GatewayRoster.Empty, "g", 1, After(90));

        Assert.Equal(0, Assert.Single(roster.View(1, PublishedAt, After(90))).LagMilliseconds);
    }

    [Fact]
    public void A_gateway_with_an_old_version_is_behind_since_the_first_that_it_lacks()
    {
        var roster = Heard(GatewayRoster.Empty, "g", 1, After(1, 30));
        roster = Heard(roster, "g", 1, After(3, 10));

        var progress = Assert.Single(roster.View(3, PublishedAt, After(3, 10)));

        Assert.True(progress.Behind);
        Assert.Equal(70_000, progress.LagMilliseconds);
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(6.001, true)]
    public void A_gateway_that_is_silent_for_more_than_six_seconds_is_behind(double seconds, bool behind)
    {
        var roster = Heard(GatewayRoster.Empty, "g", 1, After(1));

        Assert.Equal(behind, Assert.Single(roster.View(1, PublishedAt, After(1, seconds))).Behind);
    }

    [Fact]
    public void A_silent_gateway_is_behind_for_as_long_as_it_is_silent() => Assert.Equal(
        30_000,
        Assert.Single(Heard(GatewayRoster.Empty, "g", 1, After(1)).View(1, PublishedAt, After(1.5))).LagMilliseconds);

    [Fact]
    public void A_gateway_is_forgotten_after_a_quarter_of_an_hour()
    {
        var roster = Heard(GatewayRoster.Empty, "old", 1, After(1));

        Assert.Single(roster.View(1, PublishedAt, After(16)));
        Assert.Empty(roster.View(1, PublishedAt, After(16.1)));
        Assert.Equal(["new"], Heard(roster, "new", 1, After(16.1)).Known().Select(gateway => gateway.Gateway));
    }

    [Fact]
    public void A_gateway_that_leaves_is_no_longer_listed()
    {
        var roster = Heard(Heard(GatewayRoster.Empty, "a", 1, After(1)), "b", 1, After(1));

        var left = roster.Hear(new("a", "eu", "a", 1, Leaving: true), After(1), PublishedAt);

        Assert.Equal(["b"], left.View(1, PublishedAt, After(1)).Select(gateway => gateway.Gateway));
    }

    [Fact]
    public void What_was_known_before_a_restart_is_expected_after_it()
    {
        var known = Heard(GatewayRoster.Empty, "g", 1, After(1)).Known();

        var roster = GatewayRoster.Of(known, After(60));

        Assert.Equal([new KnownGateway("g", "eu", "a", 1)], known);
        Assert.False(Assert.Single(roster.View(1, PublishedAt, After(60))).Behind);
        Assert.True(Assert.Single(roster.View(1, PublishedAt, After(60, 7))).Behind);
    }

    [Fact]
    public void A_version_whose_time_is_forgotten_has_no_lag_rather_than_a_wrong_one()
    {
        var first = Heard(GatewayRoster.Empty, "g", 1, After(1));
        var roster = first.Hear(new("g", "eu", "a", 2, Leaving: false), After(2), _ => null);

        Assert.Equal(0, Assert.Single(roster.View(2, _ => null, After(2))).LagMilliseconds);
    }

    private static GatewayRoster Heard(GatewayRoster roster, string gateway, long version, DateTimeOffset now) =>
        roster.Hear(new(gateway, "eu", "a", version, Leaving: false), now, PublishedAt);
}
