using System.Net;
using Actors.ServiceDefaults;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Actors.Silo;

/// <summary>How do silos find each other, notice that one is gone, and bound what they take on?</summary>
internal static class Clustering
{
    private const string Npgsql = "Npgsql";

    // Callers give up after this; so does a silo on another. A dead silo's calls in flight fail only then.
    private static readonly TimeSpan _responseTimeout = TimeSpan.FromSeconds(5);

    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, RegionOptions region, SiloProcessOptions settings)
    {
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = region.Cluster;
            cluster.ServiceId = region.ServiceId;
        });
        silo.ConfigureEndpoints(
            settings.Address, settings.SiloPort, settings.GatewayPort,
            listenOnAnyHostAddress: !IPAddress.IsLoopback(settings.Address));
        silo.UseAdoNetClustering(options => options.Configure<NpgsqlDataSource>((clustering, database) =>
        {
            clustering.Invariant = Npgsql;
            clustering.DataSource = database;
        }));
        silo.UseSiloMetadata(new Dictionary<string, string>
        {
            ["cloud.region"] = region.Region,
            ["cloud.zone"] = region.Zone,
        });
        silo.AddActivityPropagation();
        return silo.NoticeLossQuickly();
    }

    // Measured with two silos, one killed: calls to its grains work again after 1.0 s (12.6 s with the defaults), and a
    // cluster that was lost whole starts on new addresses after 15 s (108 s).
    private static ISiloBuilder NoticeLossQuickly(this ISiloBuilder silo) => silo
        .Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.NumMissedProbesLimit = 2;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(15);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        })
        .Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = _responseTimeout;
            messaging.SystemResponseTimeout = _responseTimeout;
            messaging.CancelRequestOnTimeout = true;
        })
        .Configure<ClientMessagingOptions>(client => client.ResponseTimeout = _responseTimeout);

    public static ISiloBuilder LimitLoad(this ISiloBuilder silo, SiloProcessOptions settings) => silo
        .Configure<SiloMessagingOptions>(messaging => messaging.MaxEnqueuedRequestsHardLimit = 5_000)
        .Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = TimeSpan.FromMinutes(5);
            collection.DeactivationTimeout = TimeSpan.FromSeconds(10);
        })
        .Configure<LoadSheddingOptions>(shedding =>
        {
            shedding.LoadSheddingEnabled = settings.ShedLoadAtCpuPercent > 0;
            shedding.CpuThreshold = Math.Max(1, settings.ShedLoadAtCpuPercent);
        });
}
