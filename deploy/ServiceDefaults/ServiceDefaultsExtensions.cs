using Actors.ServiceDefaults.Health;
using Actors.ServiceDefaults.Startup;
using Actors.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Actors.ServiceDefaults;

/// <summary>
/// What does every process of Actors have, whatever it does? Telemetry, health, logs, an orderly shutdown.
/// </summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// The host gives up on an orderly stop after this; an orchestrator's grace period must be longer.
    /// </summary>
    public static TimeSpan ShutdownTimeout { get; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Adds what every process shares. Call it first; see <see cref="MapServiceDefaults"/> for the endpoints.
    /// </summary>
    /// <param name="builder">The process being built.</param>
    /// <param name="service">The process' name in telemetry, for example "actors-silo".</param>
    /// <exception cref="ConfigurationException">A setting is wrong; it names each one.</exception>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        var region = builder.AddSettings<RegionOptions>(RegionOptions.Section);
        builder.AddSettings<ShutdownOptions>(ShutdownOptions.Section);
        builder.AddLogs();
        builder.AddTelemetry(service, region);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddHealthChecks().AddCheck<AcceptingCheck>("accepting", tags: [HealthTags.Ready]);
        return builder;
    }

    /// <summary>Adds /health/live, /health/ready, /health/started and /metrics, which need no token.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }
}
