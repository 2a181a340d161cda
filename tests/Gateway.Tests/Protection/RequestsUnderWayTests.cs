using Actors.Gateway.Protection;

namespace Actors.Gateway.Tests.Protection;

public sealed class RequestsUnderWayTests
{
    [Fact]
    public void An_address_at_its_limit_takes_nothing_from_another()
    {
        var underWay = Limited(2);

        Assert.True(underWay.TryEnter(1, TrafficClass.Evaluation));
        Assert.True(underWay.TryEnter(1, TrafficClass.Evaluation));
        Assert.False(underWay.TryEnter(1, TrafficClass.Evaluation));
        Assert.True(underWay.TryEnter(2, TrafficClass.Evaluation));
    }

    [Fact]
    public void Who_has_left_makes_room_and_who_was_refused_takes_none()
    {
        var underWay = Limited(1);
        Assert.True(underWay.TryEnter(1, TrafficClass.Evaluation));
        Assert.False(underWay.TryEnter(1, TrafficClass.Evaluation));

        underWay.Leave(1, TrafficClass.Evaluation);

        Assert.True(underWay.TryEnter(1, TrafficClass.Evaluation));
        Assert.False(underWay.TryEnter(1, TrafficClass.Evaluation));
    }

    [Fact]
    public void Streams_take_no_place_of_requests()
    {
        var underWay = new RequestsUnderWay(Samples.Settings(settings =>
        {
            settings.Limits.AddressRequestsUnderWay = 1;
            settings.Limits.AddressStreams = 2;
        }));

        Assert.True(underWay.TryEnter(1, TrafficClass.Stream));
        Assert.True(underWay.TryEnter(1, TrafficClass.Stream));
        Assert.False(underWay.TryEnter(1, TrafficClass.Stream));
        Assert.True(underWay.TryEnter(1, TrafficClass.Administration));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        var underWay = Limited(0);

        Assert.All(Enumerable.Range(0, 5000), _ => Assert.True(underWay.TryEnter(1, TrafficClass.Evaluation)));
        underWay.Leave(1, TrafficClass.Evaluation);
    }

    private static RequestsUnderWay Limited(int most) =>
        new(Samples.Settings(settings => settings.Limits.AddressRequestsUnderWay = most));
}
