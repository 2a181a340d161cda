using Actors.ServiceDefaults.Startup;

namespace Actors.Gateway;

/// <summary>
/// Starts a service after the others: the process listens, and can be stopped in order, before this one runs.
/// </summary>
/// <remarks>
/// The Orleans client's own start ends only when a silo has answered. Awaited, a gateway without a region would never
/// count as started, and a stop would not reach the services that are. Started at once, it would take the processor
/// from the web server, which can answer from the disk copies already.
/// </remarks>
internal sealed class StartedAside(IHostedService inner, IHostApplicationLifetime host) : IHostedService, IDisposable
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
                    Of(Make(service, provider), provider));
        }
    }

    public static StartedAside Of(IHostedService inner, IServiceProvider provider) =>
        new(inner, provider.GetRequiredService<IHostApplicationLifetime>());

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _start = Start();
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

    private async Task Start()
    {
        await host.WaitUntilStarted(_stopping.Token);
        await inner.StartAsync(_stopping.Token);
    }

    private static IHostedService Make(ServiceDescriptor service, IServiceProvider provider) => (IHostedService)(
        service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
