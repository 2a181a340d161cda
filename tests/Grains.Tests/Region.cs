using System.Collections.Concurrent;
using Actors.Grains.Tests.Configuration;
using Actors.Grains.Tests.Measurement;
using Actors.Implementation;
using Actors.Implementation.Auditing;
using Actors.Implementation.Configuration;
using Actors.Implementation.Measurement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;

[assembly: AssemblyFixture(typeof(Actors.Grains.Tests.RegionFixture))]

namespace Actors.Grains.Tests;

/// <summary>A cluster of silos in this process, with a disk and an audit log that can be told to misbehave.</summary>
internal sealed class Region : IAsyncDisposable
{
    private Region(
        InProcessTestCluster cluster,
        ForgetfulDisk disk,
        ForgetfulAuditLog audit,
        ConcurrentDictionary<(GrainId Grain, string Method), int> calls) =>
        (Cluster, Disk, Audit, Calls) = (cluster, disk, audit, calls);

    public InProcessTestCluster Cluster { get; }

    public ForgetfulDisk Disk { get; }

    public ForgetfulAuditLog Audit { get; }

    public required VolatileRulesetHistory History { get; init; }

    public required VolatileEvents Events { get; init; }

    /// <summary>How many calls of this method have begun at this actor.</summary>
    public int Begun(IAddressable grain, string method) => Calls.GetValueOrDefault((grain.GetGrainId(), method));

    private ConcurrentDictionary<(GrainId Grain, string Method), int> Calls { get; }

    public IGrainFactory Grains => Cluster.Client;

    /// <param name="clock">What the actors take for the time; null: the true one.</param>
    /// <param name="disk">Give the disk of another region to let both write to it; null: its own.</param>
    public static async Task<Region> Start(short silos = 1, TimeProvider? clock = null, ForgetfulDisk? disk = null)
    {
        var region = (
            Disk: disk ?? new ForgetfulDisk(),
            Audit: new ForgetfulAuditLog(),
            History: new VolatileRulesetHistory(),
            Events: new VolatileEvents());
        var calls = new ConcurrentDictionary<(GrainId, string), int>();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(clock ?? TimeProvider.System);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<IAuditLog>(region.Audit);
            silo.Services.AddSingleton<IRulesetHistory>(region.History);
            silo.Services.AddSingleton<FollowingGateways>();
            silo.Services.AddSingleton<IEventLog>(region.Events).AddSingleton<ISumsStore>(region.Events);
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                StorageNames.Actors,
                (services, _) => new ForgetfulStorage(region.Disk, services.GetRequiredService<Serializer>()));
            silo.UseInMemoryReminderService();
            silo.AddIncomingGrainCallFilter(context =>
            {
                calls.AddOrUpdate((context.TargetId, context.MethodName), 1, (_, count) => count + 1);
                return context.Invoke();
            });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new Region(cluster, region.Disk, region.Audit, calls)
        {
            History = region.History,
            Events = region.Events,
        };
    }

    /// <summary>The silo on which this actor is active.</summary>
    public InProcessSiloHandle HostOf(IAddressable grain) =>
        Cluster.TryGetGrainContext(grain.GetGrainId(), out var context)
            ? Cluster.GetSiloForAddress(context.Address.SiloAddress!)!
            : throw new InvalidOperationException($"{grain.GetGrainId()} is not active.");

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

/// <summary>The region that all tests share that do not break it.</summary>
public sealed class RegionFixture : IAsyncLifetime
{
    internal Region Region { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Region = await Region.Start(silos: 2);

    public ValueTask DisposeAsync() => Region.DisposeAsync();
}
