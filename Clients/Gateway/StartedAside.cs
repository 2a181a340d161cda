namespace Actors.Gateway;

/// <summary>Starts a service beside the others: the process is started, and can be stopped in order, before this one is.</summary>
/// <remarks>
/// The Orleans client's own start ends only when a silo has answered. Awaited, a gateway without a region would never count
/// as started, and a stop would not reach the services that are.
/// </remarks>
internal sealed class StartedAside(IHostedService inner) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _start = Task.CompletedTask;

    /// <summary>Wraps the hosted services that Orleans has added.</summary>
    public static void WrapOrleans(IServiceCollection services)
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i] is { IsKeyedService: false, ImplementationType: { } type } service
                && service.ServiceType == typeof(IHostedService)
                && type.FullName!.StartsWith("Orleans.", StringComparison.Ordinal))
            {
                services[i] = ServiceDescriptor.Singleton<IHostedService>(provider =>
                    new StartedAside((IHostedService)ActivatorUtilities.CreateInstance(provider, type)));
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _start = Task.Run(() => inner.StartAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _start.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_start.IsCompletedSuccessfully)
            await inner.StopAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();
}
