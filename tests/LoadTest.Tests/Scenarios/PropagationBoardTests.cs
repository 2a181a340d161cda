using Actors.LoadTest.Scenarios;

namespace Actors.LoadTest.Tests.Scenarios;

public sealed class PropagationBoardTests
{
    private readonly PropagationBoard _board = new(gateways: 2);

    [Fact]
    public void A_change_is_everywhere_when_the_last_gateway_serves_it()
    {
        var change = _board.Sent(At(10));
        Assert.Equal([new Arrival(change, At(10), At(5), Everywhere: false)], _board.Seen(0, change, At(15)));
        Assert.Equal([new Arrival(change, At(10), At(30), Everywhere: true)], _board.Seen(1, change, At(40)));
    }

    [Fact]
    public void A_change_arrives_once_at_each_gateway()
    {
        var change = _board.Sent(At(10));
        _board.Seen(0, change, At(15));
        Assert.Equal([], _board.Seen(0, change, At(16)));
    }

    [Fact]
    public void A_gateway_that_catches_up_served_every_change_at_that_moment()
    {
        _board.Sent(At(0));
        _board.Sent(At(10));
        var newest = _board.Sent(At(20));
        Assert.Equal([At(30), At(20), At(10)], _board.Seen(0, newest, At(30))!.Select(arrival => arrival.Took));
    }

    [Fact]
    public void A_gateway_that_goes_back_is_told()
    {
        var first = _board.Sent(At(0));
        var second = _board.Sent(At(10));
        _board.Seen(0, second, At(20));
        Assert.Null(_board.Seen(0, first, At(30)));
        Assert.Null(_board.Seen(0, 0, At(30)));
    }

    [Fact]
    public void A_change_that_was_never_sent_is_told() => Assert.Null(_board.Seen(0, 1, At(10)));

    [Fact]
    public void A_withdrawn_change_need_not_arrive_and_is_not_measured()
    {
        var failed = _board.Sent(At(0));
        var next = _board.Sent(At(10));
        _board.Withdraw(failed);
        Assert.Equal([(next, At(10))], _board.Missing(0));
        Assert.Equal([next], _board.Seen(0, next, At(20))!.Select(arrival => arrival.Change));
        Assert.Empty(_board.Missing(0));
    }

    private static TimeSpan At(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
