using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Tests.Pacing;

public sealed class DriverTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _millisecond = TimeSpan.FromMilliseconds(1);
    private readonly JumpingClock _clock = new();

    [Fact]
    public async Task A_stall_is_felt_by_every_request_that_was_due_meanwhile()
    {
        var figures = await Run(new Pace(100, 1), new Window(TimeSpan.Zero, 2 * _second), Stall(at: 50, _second));

        Assert.Equal(200, figures.Requests);
        Assert.Equal(_second, figures.Latency.Max);
        Assert.InRange(figures.Latency.At(75), 0.5 * _second, 0.8 * _second);
        Assert.Equal(_second, figures.Service.Max);
        Assert.Equal(_millisecond, figures.Service.At(99)); // the server alone looks well: what omission would show
    }

    [Fact]
    public async Task A_closed_loop_leaves_out_what_it_did_not_send_during_a_stall()
    {
        var figures = await Run(new Pace(null, 1), new Window(TimeSpan.Zero, 2 * _second), Stall(at: 50, _second));

        Assert.Equal(_second, figures.Latency.Max);
        Assert.Equal(_millisecond, figures.Latency.At(99));
        Assert.InRange(figures.Requests, 1001, 1002);
    }

    [Fact]
    public async Task What_is_due_in_the_warm_up_is_sent_and_does_not_count()
    {
        var operation = new ScriptedOperation(_clock, _ => _millisecond);
        await Drive(operation, new Pace(10, 1), new Window(_second, 2 * _second), CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 30).Select(number => (long)number), operation.Sent);
        Assert.Equal(20, operation.Series.Read().Requests);
    }

    [Fact]
    public async Task What_was_due_and_never_sent_has_failed_and_its_wait_counts()
    {
        var figures = await Run(new Pace(10, 1), new Window(TimeSpan.Zero, 2 * _second), Stall(at: 4, 60 * _second));

        Assert.Equal(20, figures.Requests);
        Assert.Equal(15, figures.Unsent);
        Assert.Equal(15, figures.Failures);
        Assert.Equal(15, figures.Statuses["unsent"]);
        Assert.True(figures.Latency.At(50) > 50 * _second);
    }

    [Fact]
    public async Task Stopping_ends_the_run_early_and_fails_nothing()
    {
        using var stop = new CancellationTokenSource();
        var operation = new ScriptedOperation(_clock, number =>
        {
            if (number == 7)
                stop.Cancel();
            return _millisecond;
        });
        await Drive(operation, new Pace(10, 1), new Window(TimeSpan.Zero, 60 * _second), stop.Token);

        Assert.Equal(8, operation.Sent.Count);
        Assert.Equal(7, operation.Series.Read().Requests);
        Assert.Equal(0, operation.Series.Read().Failures);
    }

    [Fact]
    public async Task Many_workers_send_each_request_once()
    {
        var sent = new int[500];
        var operation = new ScriptedOperation(_clock, number =>
        {
            Interlocked.Increment(ref sent[number]);
            return TimeSpan.Zero;
        });
        var window = new Window(TimeSpan.Zero, _second / 2);
        await Drive(new Locked(operation), new Pace(1000, 8), window, CancellationToken.None);

        Assert.All(sent, count => Assert.Equal(1, count));
        Assert.Equal(500, operation.Series.Read().Requests);
    }

    private static Func<long, TimeSpan> Stall(long at, TimeSpan time) => number => number == at ? time : _millisecond;

    private async Task<Figures> Run(Pace pace, Window window, Func<long, TimeSpan> takes)
    {
        var operation = new ScriptedOperation(_clock, takes);
        await Drive(operation, pace, window, CancellationToken.None);
        return operation.Series.Read();
    }

    private Task Drive(IOperation operation, Pace pace, Window window, CancellationToken stop) =>
        new Driver(new RunClock(_clock), window, grace: 10 * _second).Run(pace, operation, stop);

    /// <summary>Lets one worker at a time into an operation that keeps a list.</summary>
    private sealed class Locked(ScriptedOperation operation) : IOperation
    {
        private readonly Lock _lock = new();

        public Series SeriesOf(long number) => operation.SeriesOf(number);

        public Task<Outcome> Send(long number, CancellationToken stop)
        {
            lock (_lock)
                return operation.Send(number, stop);
        }
    }
}
