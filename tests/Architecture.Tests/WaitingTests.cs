namespace Actors.Architecture.Tests;

public sealed class WaitingTests
{
    [Fact]
    public void No_test_waits_for_luck() =>
        Rule.KeptByEveryFile(
            Waiting.Sleeps, "Wait for an event, or move a FakeTimeProvider; tests/Harness polls for all:");

    [Fact]
    public void Nobody_looks_at_the_wall_clock() =>
        Rule.KeptByEveryFile(Waiting.WallClocks, "Time is a TimeProvider, or an argument named now:");

    [Theory]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("System.Threading.Thread.Sleep(1);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1));")]
    [InlineData("SpinWait.SpinUntil(() => done);")]
    public void Sleeping_tests_are_caught(string statement)
    {
        Assert.Single(Waiting.Sleeps(new("tests/Grains.Tests/A.cs", statement)));
        Assert.Empty(Waiting.Sleeps(new("tests/Harness/A.cs", statement)));
        Assert.Empty(Waiting.Sleeps(new("Silo/A.cs", statement)));
    }

    [Theory]
    [InlineData("await Task.Delay(Timeout.Infinite, cancellation);")]
    [InlineData("await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);")]
    [InlineData("// Thread.Sleep(1);")]
    [InlineData("var text = \"Thread.Sleep(1)\";")]
    public void Hanging_and_speaking_of_it_are_not_sleeping(string statement) =>
        Assert.Empty(Waiting.Sleeps(new("tests/Grains.Tests/A.cs", statement)));

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTime.Today")]
    public void Wall_clocks_are_caught(string reading)
    {
        Assert.Single(Waiting.WallClocks(new("Clients/Gateway/A.cs", $"var x = {reading}.Ticks;")));
        Assert.Single(Waiting.WallClocks(new("tests/Grains.Tests/A.cs", $"var x = {reading}.Ticks;")));
        Assert.Empty(Waiting.WallClocks(new("Silo/Program.cs", $"var x = {reading}.Ticks;")));
    }
}
