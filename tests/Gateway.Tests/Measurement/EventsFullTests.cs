using System.Net;
using System.Text.Json;
using Actors.Gateway.Tests.Hosting;
using Actors.Gateway.Tests.Rulesets;

namespace Actors.Gateway.Tests.Measurement;

/// <summary>Events for which there is no room are refused whole, and may come again.</summary>
public sealed class EventsFullTests : IAsyncLifetime
{
    private const string One = """{"type":"metric","id":"e-1","subject":"ada","key":"buy","value":1}""";

    // Two of these are more than the smallest room of a gateway; spaces are as good as events.
    private static readonly string _large = $"{new string(' ', 600_000)}[{One}]";

    private readonly FakeRegion _region = new();
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.StartIn(
        _region, $"--Actors:Gateway:Limits:EventBytes={1 << 20}");

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_partition_without_room_is_429_and_the_same_events_are_taken_later()
    {
        _region.Events.IsFull = true;
        await AssertFull(One);

        _region.Events.IsFull = false;
        await AssertAccepted(One);
    }

    [Fact]
    public async Task More_bytes_than_a_gateway_holds_are_429_until_those_before_are_durable()
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _region.Events.Gate = durable.Task;
        var first = AssertAccepted(_large);
        await Harness.Until.True(() => _region.Events.Sent > 0 || first.IsCompleted, "the first request is under way");

        Assert.False(first.IsCompleted, first.Exception?.Message);
        await AssertFull(_large);
        durable.SetResult();
        await first;

        await AssertAccepted(_large.Replace("e-1", "e-2", StringComparison.Ordinal));
    }

    private async Task AssertFull(string body)
    {
        using var answer = await _gateway.Ask("/v1/events", body);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task AssertAccepted(string body)
    {
        using var answer = await _gateway.Ask("/v1/events", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var told = JsonDocument.Parse(text);
        Assert.True(told.RootElement.GetProperty("accepted").GetInt32() == 1, text);
    }
}
