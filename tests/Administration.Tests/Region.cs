using Actors.Contracts;
using Actors.Gateway;
using Actors.Gateway.Access;
using Actors.Gateway.Protection;
using Actors.Gateway.Telemetry;
using Actors.Grains.Tests.Configuration;
using Actors.Grains.Tests.Measurement;
using Actors.Implementation.Auditing;
using Actors.Implementation.Configuration;
using Actors.Implementation.Measurement;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

[assembly: AssemblyFixture(typeof(Actors.Administration.Tests.Region))]

namespace Actors.Administration.Tests;

/// <summary>A region in this process: the real actors, storage in memory, the administration on a real port.</summary>
public sealed class Region : IAsyncLifetime
{
    public const string Bootstrap = "actors_admin_bootstrap-of-the-tests";

    private InProcessTestCluster? _cluster;
    private WebApplication? _gateway;

    /// <summary>A client of the whole API, with every right.</summary>
    public Api Admin => Api(Bootstrap);

    public JwtIssuer Jwt { get; } = new();

    public IServiceProvider Services => _gateway!.Services;

    public Api Api(string? token) => new(new Uri(_gateway!.Urls.First()), token);

    /// <summary>A client whose new token has these roles.</summary>
    public async Task<Api> As(params (string Project, string Role)[] roles)
    {
        var body = new { name = "tester", roles = roles.ToDictionary(role => role.Project, role => role.Role) };
        var issued = await Admin.Send("POST", "/v1/tokens", body);
        Assert.Equal(201, issued.Status);
        return Api(issued.Body.GetProperty("token").GetString());
    }

    public async ValueTask InitializeAsync()
    {
        var events = new VolatileEvents();
        var cluster = new InProcessTestClusterBuilder(1);
        cluster.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("actors").UseInMemoryReminderService();
            silo.Services.AddSingleton<IAuditLog, VolatileAuditLog>().AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<IEventLog>(events).AddSingleton<ISumsStore>(events);
            silo.Services.AddSingleton<FollowingGateways>();
            silo.Services.AddSingleton<IRulesetHistory, VolatileRulesetHistory>();
        });
        _cluster = cluster.Build();
        await _cluster.DeployAsync();
        await _cluster.Client.GetAccess().Bootstrap(Secrets.Hash(Bootstrap), TestContext.Current.CancellationToken);
        _gateway = await Start(_cluster.Client, Jwt.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_cluster is not null) await _cluster.DisposeAsync();
        Jwt.Dispose();
    }

    /// <summary>A gateway that has the administration only, on a free port.</summary>
    internal static async Task<WebApplication> Start(IGrainFactory grains, Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(grains);
        builder.Services.AddSingleton<GatewayMetrics>();
        builder.AddAdministration();
        var app = builder.Build();
        app.UseMiddleware<ErrorBoundary>();
        app.MapAdministration();
        await app.StartAsync();
        return app;
    }
}
