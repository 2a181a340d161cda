using Actors.Implementation.Auditing;
using Actors.Implementation.Configuration;
using Actors.Implementation.Measurement;
using Actors.ServiceDefaults;
using Actors.ServiceDefaults.Health;
using Actors.ServiceDefaults.Startup;
using Actors.Silo.Health;
using Actors.Silo.Operations;
using Actors.Silo.Storage;
using Actors.Statistics;
using Microsoft.Extensions.Options;

namespace Actors.Silo;

/// <summary>
/// What makes a process a silo? The actor runtime, the database behind it, and what operators see of both.
/// </summary>
public static class SiloExtensions
{
    /// <exception cref="ConfigurationException">A setting is wrong; it names each one.</exception>
    public static WebApplicationBuilder AddActorsSilo(this WebApplicationBuilder builder)
    {
        var region = RegionOf(builder);
        var settings = builder.AddSettings<SiloProcessOptions>(SiloProcessOptions.Section);
        builder.AddActorsDatabase();
        builder.UseOrleans(silo => silo.JoinCluster(region, settings).KeepStateInPostgres().LimitLoad(settings));

        builder.Services.AddSingleton<IStartupCheck, PortsCheck>();
        builder.Services.AddSingleton<IStartupCheck, SchemaCheck>();
        builder.Services.AddSingleton<IAuditLog, PostgresAuditLog>();
        builder.Services.AddSingleton<IRulesetHistory, PostgresRulesetHistory>();
        builder.Services.AddSingleton<IEventLog, PostgresEventLog>();
        builder.Services.AddSingleton<ISumsStore, PostgresSumsStore>();
        builder.Services.AddSingleton<FollowingGateways>();
        builder.Services.AddSingleton(
            Options.Create(new DriftPolicy { Threshold = settings.DriftTolerancePercent / 100 }));
        builder.Services.AddHostedService<AuditPartitions>();
        builder.Services.AddHostedService<EventPartitions>();
        builder.Services.AddHostedService<RulesetHistoryTrim>();
        builder.Services.AddHealthChecks()
            .AddCheck<JoinedCheck>("cluster", tags: [HealthTags.Ready, HealthTags.Started])
            .AddCheck<StorageCheck>("storage", tags: [HealthTags.Ready])
            .AddCheck<GatewaysCheck>("gateways", tags: [HealthTags.Ready]);
        builder.AddOperations();
        return builder;
    }

    private static RegionOptions RegionOf(WebApplicationBuilder builder) =>
        builder.AddSettings<RegionOptions>(RegionOptions.Section);
}
