using Microsoft.Extensions.Hosting;

namespace Actors.Implementation;

/// <summary>When is there something new to tell a watcher?</summary>
/// <remarks>
/// No request is ever parked: a watcher hears something at least once a second, and nothing more once the host is
/// stopping. Otherwise shutdown, migration and every caller of the actor would wait for it.
/// </remarks>
internal sealed class Changes(IHostApplicationLifetime host, TimeProvider time)
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private TaskCompletionSource _next = NewSource();

    /// <summary>Wakes all who wait.</summary>
    public void Tell()
    {
        var told = _next;
        _next = NewSource();
        told.SetResult();
    }

    /// <summary>Waits until there is news or a heartbeat is due.</summary>
    /// <returns>Whether to go on; false when the host is stopping.</returns>
    public async Task<bool> Wait(Func<bool> isNews, CancellationToken cancellation)
    {
        var next = _next.Task;
        if (!isNews() && !host.ApplicationStopping.IsCancellationRequested)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.ApplicationStopping);
            await Task.WhenAny(next, Task.Delay(Heartbeat, time, end.Token));
            await end.CancelAsync();
        }

        cancellation.ThrowIfCancellationRequested();
        return !host.ApplicationStopping.IsCancellationRequested;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
