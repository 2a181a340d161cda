using Microsoft.Extensions.Hosting;

namespace Actors.ServiceDefaults.Startup;

/// <summary>When is a process up?</summary>
public static class LifetimeExtensions
{
    /// <summary>Ends once every service of the process has started: it listens, and its silo has joined.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public static async Task WaitUntilStarted(this IHostApplicationLifetime host, CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }
}
