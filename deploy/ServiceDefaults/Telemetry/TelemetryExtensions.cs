using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Actors.ServiceDefaults.Telemetry;

/// <summary>
/// What can be seen of a process from outside: metrics always, traces and logs when somebody collects them.
/// </summary>
internal static class TelemetryExtensions
{
    // Our own meter and activity source have this name in every process.
    private const string Ours = "Actors";

    private static readonly string[] _orleansSources =
    [
        "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Lifecycle",
        "Microsoft.Orleans.Storage",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, string service, RegionOptions region)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(
                    service, serviceVersion: typeof(TelemetryExtensions).Assembly.GetName().Version?.ToString(3))
                .AddAttributes([new("cloud.region", region.Region), new("cloud.availability_zone", region.Zone)]))
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.Orleans", "Npgsql", Ours)
                .AddAspNetCoreInstrumentation()
                .AddView(Dropped)
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());

        // Without a collector nobody would see traces: then none are made, which keeps requests cheap.
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.WithTracing(AddSources).WithLogging().UseOtlpExporter();
        }
    }

    // The web server counts every buffer that it lends, several a request; nobody has ever asked for that.
    private static MetricStreamConfiguration? Dropped(Instrument instrument) =>
        instrument.Meter.Name == "Microsoft.AspNetCore.MemoryPool" ? MetricStreamConfiguration.Drop : null;

    private static void AddSources(TracerProviderBuilder traces) => traces
        .AddSource(Ours)
        .AddSource(_orleansSources)
        .AddNpgsql()
        .AddHttpClientInstrumentation()
        .AddAspNetCoreInstrumentation(requests => requests.Filter = context =>
            !context.Request.Path.StartsWithSegments("/health")
            && !context.Request.Path.StartsWithSegments("/metrics"));
}
