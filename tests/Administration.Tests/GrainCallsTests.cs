using Actors.Contracts;
using Actors.Gateway.Edge;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Orleans.Storage;

namespace Actors.Administration.Tests;

/// <summary>Calls are repeated for what passes, for as long as the budget lasts, and for nothing else.</summary>
public sealed class GrainCallsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_passing_failure_is_repeated_until_there_is_an_answer()
    {
        var attempts = 0;
        var call = Calls().Call(
            (_, _) => ++attempts < 7 ? throw Passing(attempts) : Task.FromResult(attempts),
            TestContext.Current.CancellationToken);
        await Advance(call);
        Assert.Equal(7, await call);
    }

    [Fact]
    public async Task When_the_budget_is_spent_the_last_failure_surfaces()
    {
        var attempts = 0;
        var started = _time.GetUtcNow();
        var call = Calls().Call<int>((_, _) => throw Passing(++attempts), TestContext.Current.CancellationToken);
        await Advance(call);
        await Assert.ThrowsAsync<NotNowException>(() => call);
        Assert.True(attempts > 5, $"Only {attempts} attempts were made.");
        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6.1));
    }

    [Fact]
    public async Task A_call_that_never_answers_ends_with_the_budget()
    {
        var call = Calls().Call((_, _) => new TaskCompletionSource<int>().Task, TestContext.Current.CancellationToken);
        await Advance(call);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task What_is_no_passing_failure_is_not_repeated()
    {
        var attempts = 0;
        var call = Calls().Call<int>(
            (_, _) =>
            {
                attempts++;
                throw new InvalidOperationException("a mistake of ours");
            },
            TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_repetitions()
    {
        using var left = new CancellationTokenSource();
        var attempts = 0;
        var call = Calls().Call<int>(
            (_, _) =>
            {
                attempts++;
                left.Cancel();
                throw Passing(attempts);
            },
            left.Token);
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.Equal(1, attempts);
    }

    private GrainCalls Calls() => new(
        NoGrains.Create(), Options.Create(new GrainCallOptions()), _time, NullLogger<GrainCalls>.Instance);

    // Each of the failures that calls to a moving region end with, the last one ours.
    private static Exception Passing(int attempt) => attempt switch
    {
        1 => new TimeoutException(),
        2 => new SiloUnavailableException("gone"),
        3 => new InconsistentStateException("somebody else wrote"),
        4 => new ArgumentException("Could not find an implementation") { Source = "Orleans.Core" },
        5 => new InvalidOperationException("loading failed", new NpgsqlException("the database is away")),
        _ => new NotNowException("storage is away"),
    };

    // Time passes while the call waits for it, in steps shorter than any pause.
    private async Task Advance(Task call)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }
    }
}
