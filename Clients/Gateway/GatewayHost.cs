using Actors.Gateway.Access;
using Actors.Gateway.Allocation;
using Actors.Gateway.Enrichment;
using Actors.Gateway.FastLane;
using Actors.Gateway.GrowthBook;
using Actors.Gateway.Measurement;
using Actors.Gateway.Ofrep;
using Actors.Gateway.Population;
using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Streams;
using Actors.Gateway.Telemetry;
using Actors.ServiceDefaults.Health;
using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;

namespace Actors.Gateway;

/// <summary>What makes a process a gateway? The same in a process of its own and in a one-process region.</summary>
public static class GatewayHost
{
    /// <summary>
    /// Adds the gateway. Before it come <c>AddServiceDefaults</c> and either <see
    /// cref="ClusterClient.AddActorsClient"/> or a silo: what is added later is stopped earlier, and the gateway says
    /// goodbye through them.
    /// </summary>
    /// <exception cref="ConfigurationException">A setting is wrong; it names each one.</exception>
    public static WebApplicationBuilder AddActorsGateway(this WebApplicationBuilder builder)
    {
        var settings = builder.AddSettings<GatewaySettings>(GatewaySettings.Section);
        builder.Services.Configure<KestrelServerOptions>(settings.Limits.Apply);

        // Request logs would be a line a request, and hold addresses with queries.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddRulesets().AddProtection().AddOfrep().AddStreams().AddGrowthBook().AddEvents();
        builder.Services.AddHealthChecks().AddCheck<RulesetHealth>("rulesets", tags: [HealthTags.Ready]);
        FastLaneServer.Add(builder.Services);
        return builder.AddAdministration();
    }

    /// <summary>
    /// Maps the gateway's endpoints and puts its protection in front of all endpoints of the process.
    /// </summary>
    public static WebApplication MapActorsGateway(this WebApplication app)
    {
        app.Services.GetRequiredService<GatewayMetrics>().Observe(
            app.Services.GetRequiredService<LiveRulesets>(), app.Services.GetRequiredService<TimeProvider>());

        app.UseMiddleware<ErrorBoundary>();
        app.UseMiddleware<CrossOrigin>();
        app.UseRouting();
        app.UseMiddleware<TrafficGate>();

        app.MapOfrep();
        app.MapGrowthBook();
        app.MapEvents();
        return app.MapAdministration();
    }

    private static IServiceCollection AddRulesets(this IServiceCollection services) => services
        .AddSingleton<GatewayMetrics>()
        .ConfigureOpenTelemetryMeterProvider(GatewayMetrics.LimitSeries)
        .Configure<AspNetCoreTraceInstrumentationOptions>(
            traces => traces.EnrichWithHttpRequest = KeysInTraces.Hide)
        .AddSingleton<GatewayIdentity>()
        .AddSingleton<LiveRulesets>()
        .AddSingleton<DiskCopies>()
        .AddSingleton<RegionLink>()
        .AddSingletonService<DiskCopyKeeper>()
        .AddSingletonService<EvaluationTallies>()
        .AddSingleton<RulesetFeed>()
        .AddSingleton<IHostedService>(
            provider => StartedAside.Of(provider.GetRequiredService<RulesetFeed>(), provider))
        .AddSingleton<PopulationFeed>()
        .AddSingleton<IHostedService>(
            provider => StartedAside.Of(provider.GetRequiredService<PopulationFeed>(), provider));

    private static IServiceCollection AddProtection(this IServiceCollection services) => services
        .AddSingleton<LoadShedder>()
        .AddSingleton<ClientAddresses>()
        .AddSingleton<RequestsUnderWay>()
        .AddSingleton<RequestRates>();

    private static IServiceCollection AddOfrep(this IServiceCollection services) => services
        .AddSingleton<Enricher>()
        .AddSingleton<PopulationSampler>()
        .AddSingleton<AllocationRecall>()
        .AddSingleton<RequestBody>()
        .AddSingleton<ContextReader>()
        .AddSingleton<SdkKeyGate>()
        .AddSingleton<ToldVersion>()
        .AddSingleton<OfrepHandler>()
        .AddSingleton<OfrepStreamHandler>();

    private static IServiceCollection AddStreams(this IServiceCollection services) => services
        .AddSingleton<StreamClock>()
        .AddSingleton<StreamAddresses>()
        .AddSingleton<EventStreams>();

    private static IServiceCollection AddGrowthBook(this IServiceCollection services) => services
        .AddSingleton<GrowthBookGate>()
        .AddSingleton<Payloads>()
        .AddSingleton<PayloadHandler>()
        .AddSingleton<RemoteEvaluationHandler>()
        .AddSingleton<SubscriptionHandler>();

    private static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventRoom>()
        .AddSingleton<EventRouting>()
        .AddSingletonService<DriftWatch>()
        .AddSingletonService<ServerExposures>()
        .AddSingleton<EventsHandler>();

    private static IServiceCollection AddSingletonService<TService>(this IServiceCollection services)
        where TService : class, IHostedService =>
        services.AddSingleton<TService>().AddHostedService(provider => provider.GetRequiredService<TService>());
}
