using Actors.Gateway.Protection;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Edge;

/// <summary>How does a request get its answer from the actors although one of them may just be moving?</summary>
/// <remarks>
/// The only place that repeats calls. What it is given must be idempotent: a read, or a change that carries an
/// operation id. When the budget is spent the last failure surfaces, and becomes 503 where all exceptions do.
/// </remarks>
internal sealed partial class GrainCalls(
    IGrainFactory grains, IOptions<GrainCallOptions> options, TimeProvider time, ILogger<GrainCalls> log)
{
    private readonly GrainCallOptions _options = options.Value;

    /// <param name="patience">Of all attempts together; <see cref="GrainCallOptions.Budget"/> when null.</param>
    public async Task<T> Call<T>(
        Func<IGrainFactory, CancellationToken, Task<T>> call,
        CancellationToken cancellation,
        TimeSpan? patience = null)
    {
        var limit = patience ?? _options.Budget;
        var started = time.GetTimestamp();
        using var budget = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, budget.Token);
        Exception? last = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(call, attempt == 1 ? _options.FirstAttempt : limit, linked.Token);
            }
            catch (Exception failure) when (IsPassing(failure) && !cancellation.IsCancellationRequested)
            {
                last = failure is OperationCanceledException ? last : failure;
                var pause = Jittered(attempt);
                if (budget.IsCancellationRequested || time.GetElapsedTime(started) + pause >= limit)
                    throw last ?? new TimeoutException($"No actor answered within {limit}.", failure);

                Log.Repeating(log, attempt, failure.Message);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    private async Task<T> Attempt<T>(
        Func<IGrainFactory, CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        return await call(grains, either.Token).WaitAsync(either.Token);
    }

    private static bool IsPassing(Exception failure) =>
        failure is OperationCanceledException || NotNow.Is(failure);

    private TimeSpan Jittered(int attempt)
    {
        var full = Math.Min(_options.LongestPause.Ticks, _options.FirstPause.Ticks << Math.Min(attempt - 1, 20));
        return TimeSpan.FromTicks(full / 2 + Random.Shared.NextInt64(full / 2 + 1));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Call attempt {Attempt} failed with {Failure}; repeating it.")]
        public static partial void Repeating(ILogger log, int attempt, string failure);
    }
}
