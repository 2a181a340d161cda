using Actors.Gateway.Rulesets;
using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Gateway.FastLane;

/// <summary>
/// What answers first? The web server, with the config requests before the application, and before there is one.
/// </summary>
/// <remarks>
/// A process that starts while its region is gone must answer from its disk copies at once. Putting the application
/// together (forty endpoints, telemetry, the Orleans client) takes several times as long as that needs.
/// </remarks>
internal sealed class FastLaneServer(
    IServer inner, FastLaneApplication application, DiskCopyKeeper disk, IConfiguration configuration)
    : IServer, IEarlyServer
{
    private bool _isOpen;

    public IFeatureCollection Features => inner.Features;

    /// <summary>Puts the fast lane in front of the web server that the services have so far.</summary>
    public static void Add(IServiceCollection services)
    {
        var server = services.Last(service => service.ServiceType == typeof(IServer));
        services.AddSingleton<FastLaneRoutes>().AddSingleton<FastLaneApplication>();
        services.Replace(ServiceDescriptor.Singleton<IServer>(provider => new FastLaneServer(
            (IServer)ActivatorUtilities.CreateInstance(provider, server.ImplementationType!),
            provider.GetRequiredService<FastLaneApplication>(),
            provider.GetRequiredService<DiskCopyKeeper>(),
            provider.GetRequiredService<IConfiguration>())));
    }

    public async Task Open(CancellationToken cancellation)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        if (string.IsNullOrWhiteSpace(urls) || Features.Get<IServerAddressesFeature>()?.Addresses is not { } addresses)
            return;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            addresses.Add(url);
        }

        disk.Load();
        await Listen(cancellation);
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> behind, CancellationToken cancellationToken)
        where TContext : notnull
    {
        application.Behind = new ApplicationBehind<TContext>(behind);
        return _isOpen ? Task.CompletedTask : Listen(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

    public void Dispose() => inner.Dispose();

    private async Task Listen(CancellationToken cancellation)
    {
        await inner.StartAsync(application, cancellation);
        _isOpen = true;
    }
}
