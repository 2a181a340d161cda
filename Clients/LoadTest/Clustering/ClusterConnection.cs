using Actors.LoadTest.Scenarios;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Actors.LoadTest.Clustering;

/// <summary>A connection to the silos of a cluster, by which grains can be called.</summary>
internal sealed class ClusterConnection(IGrainFactory grains, IHost? host) : IAsyncDisposable
{
    private static readonly TimeSpan _betweenAttempts = TimeSpan.FromSeconds(1);

    public IGrainFactory Grains => grains;

    /// <summary>Connects; throws <see cref="CannotStartException"/> when no silo answers in time.</summary>
    public static async Task<ClusterConnection> Open(ClusterTarget target, CancellationToken stop)
    {
        IHost? host = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(target.Timeout);
        try
        {
            host = Build(target);
            await host.StartAsync(patience.Token);
            return new ClusterConnection(host.Services.GetRequiredService<IClusterClient>(), host);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            host?.Dispose();
            var why = exception is OperationCanceledException ? "no silo answered in time" : exception.Message;
            throw new CannotStartException($"The cluster '{target.ClusterId}' could not be reached: {why}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is null)
            return;

        await host.StopAsync();
        host.Dispose();
    }

    private static IHost Build(ClusterTarget target)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = target.ClusterId;
                options.ServiceId = target.ServiceId;
            });
            client.UseAdoNetClustering(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = target.ConnectionString;
            });
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = target.Timeout);
            client.UseConnectionRetryFilter(async (_, stop) =>
            {
                await Task.Delay(_betweenAttempts, stop);
                return true;
            });
        });
        return builder.Build();
    }
}
