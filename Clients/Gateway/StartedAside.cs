namespace Actors.Gateway;

/// <summary>
/// Starts a service beside the others: the process is started, and can be stopped in order, before this one is.
/// </summary>
/// <remarks>
/// The Orleans client's own start ends only when a silo has answered. Awaited, a gateway without a region would never
/// count as started, and a stop would not reach the services that are.
/// </remarks>
internal sealed class StartedAside(IHostedService inner) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _start = Task.CompletedTask;

    /// <summary>Wraps the hosted services that were added meanwhile.</summary>
    public static void Wrap(IServiceCollection services, IReadOnlySet<ServiceDescriptor> since)
    {
        for (var i = 0; i < services.Count; i++)
        {
            var service = services[i];
            if (service.ServiceType == typeof(IHostedService) && !service.IsKeyedService && !since.Contains(service))
                services[i] = ServiceDescriptor.Singleton<IHostedService>(provider =>
                    new StartedAside(Make(service, provider)));
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

    private static IHostedService Make(ServiceDescriptor service, IServiceProvider provider) => (IHostedService)(
        service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
