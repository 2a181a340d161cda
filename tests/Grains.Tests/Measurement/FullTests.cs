using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Grains.Tests.Measurement;

public sealed class FullTests(RegionFixture fixture)
{
    [Fact]
    public async Task Who_comes_while_the_log_is_slow_and_the_buffer_full_is_refused_and_nothing_of_it_is_written()
    {
        var environment = new EnvironmentId($"full-{Guid.NewGuid():N}", "production");
        var partition = fixture.Region.Grains.GetEvents(environment, 0);
        Assert.Null((await partition.Append(Events("first", 1))).Refusal);
        Task<Answer<ImmutableArray<EventOutcome>>> writing, waiting;
        using (fixture.Region.Events.Hold(environment.ToString()))
        {
            writing = partition.Append(Events("writing", 1));
            await Eventually.See(
                () => Task.FromResult(fixture.Region.Events.Held), held => held.Contains(environment.ToString()));
            waiting = partition.Append(Events("waiting", 1_000));

            var refused = await Eventually.See(
                () => partition.Append(Events("refused", 1_000)), answer => answer.Refusal is not null);

            Assert.Equal("events-full", refused.Refusal!.Code);
        }

        Assert.Null((await writing).Refusal);
        Assert.Equal(1_000, (await waiting).Value.Length);
        Assert.Empty(await partition.History(new("id", "refused"), 10));
        Assert.Null((await partition.Append(Events("again", 1))).Refusal);
    }

    /// <summary>Large ones, so that a thousand of them are more than may wait beside others.</summary>
    private static ImmutableArray<MeasuredEvent> Events(string subject, int count) =>
    [
        .. Enumerable.Range(0, count).Select(number => new MeasuredEvent
        {
            Id = $"{subject}-{number}",
            Key = "buy",
            Subject = new("id", subject),
            At = TimeProvider.System.GetUtcNow(),
            Properties = $$"""{"note":"{{new string('x', 4_000)}}"}""",
        }),
    ];
}
