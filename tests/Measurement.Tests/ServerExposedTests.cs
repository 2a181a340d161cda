namespace Actors.Measurement.Tests;

public sealed class ServerExposedTests
{
    [Fact]
    public void The_same_exposure_is_the_same_event_whoever_records_it_and_when()
    {
        var first = Event(version: 7, country: "CH", hours: 0)!;
        var again = Event(version: 9, country: "DE", hours: 5)!;

        Assert.Equal((first.Id, first.Content), (again.Id, again.Content));
        Assert.Equal(("server", 7), (first.Exposure!.Sdk, first.Exposure.RulesetVersion));
        Assert.Equal([new Dimension("country", "CH")], first.Exposure.Dimensions);
        Assert.NotEqual(first.Id, Event(variation: "red")!.Id);
        Assert.NotEqual(first.Id, Event(phase: "2")!.Id);
    }

    [Fact]
    public void Long_names_have_an_id_too_and_it_is_their_own()
    {
        var one = Event(variation: new string('x', 127) + "1")!;
        var other = Event(variation: new string('x', 127) + "2")!;

        Assert.NotEqual(one.Id, other.Id);
        Assert.InRange(one.Id.Length, 1, EventLimits.MaxName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void What_no_event_may_say_is_none(string value)
    {
        Assert.Null(Event(subject: value));
        Assert.Null(Event(variation: value));
        Assert.Null(Event(subject: new string('x', EventLimits.MaxSubject + 1)));
        Assert.Empty(Event(country: value)!.Exposure!.Dimensions);
    }

    private static MeasuredEvent? Event(
        string variation = "control",
        string phase = "1",
        string subject = "ada",
        long version = 1,
        string country = "CH",
        double hours = 0) => ServerExposed.Event(
            "checkout",
            phase,
            variation,
            new("id", subject),
            version,
            [new("country", country), new("platform", "")],
            Some.Start.AddHours(hours));
}
