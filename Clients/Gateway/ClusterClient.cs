using Actors.ServiceDefaults;
using Actors.ServiceDefaults.Startup;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Actors.Gateway;

/// <summary>
/// How does a gateway process reach its region's silos? It starts, and serves, before any of them exists.
/// </summary>
public static class ClusterClient
{
    private const string Npgsql = "Npgsql";

    private static readonly TimeSpan _responseTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _siloListRefresh = TimeSpan.FromSeconds(5);

    /// <summary>Adds the Orleans client. Not for a process that is a silo itself: it has one.</summary>
    /// <exception cref="ConfigurationException">A setting is wrong; it names each one.</exception>
    public static WebApplicationBuilder AddActorsClient(this WebApplicationBuilder builder)
    {
        var region = builder.AddSettings<RegionOptions>(RegionOptions.Section);
        builder.AddActorsDatabase();

        // Else the web server would wait for the client, and the client waits for silos.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        var before = builder.Services.ToHashSet();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = region.Cluster;
                cluster.ServiceId = region.ServiceId;
            });
            client.UseAdoNetClustering(options => options.Configure<NpgsqlDataSource>((clustering, database) =>
            {
                clustering.Invariant = Npgsql;
                clustering.DataSource = database;
            }));
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = _responseTimeout);
            client.Configure<GatewayOptions>(silos => silos.GatewayListRefreshPeriod = _siloListRefresh);
            client.UseConnectionRetryFilter(TryForever);

            // A failure while a grain loads passes no call filter: without this it arrives as "could not find a codec".
            client.Services.Configure<ExceptionSerializationOptions>(
                known => known.SupportedNamespacePrefixes.Add(Npgsql));
            client.AddActivityPropagation();
        });
        StartedAside.Wrap(builder.Services, since: before);
        return builder;
    }

    // The default gives up after 15 tries. Gateways that lost one region together must not come back together.
    private static async Task<bool> TryForever(Exception failure, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(250, 1250)), cancellation);
        return true;
    }
}
