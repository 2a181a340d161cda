using Actors.Harness;
using Actors.ServiceDefaults;
using Actors.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

[assembly: AssemblyFixture(typeof(Actors.Storage.Tests.TwoClusters))]

namespace Actors.Storage.Tests;

/// <summary>
/// Two silos that know nothing of each other, wired as in production, on one database and with one service id: what
/// happens in a split, or when an old and a new cluster overlap.
/// </summary>
public sealed class TwoClusters : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private WebApplication _one = null!;
    private WebApplication _other = null!;

    public string ConnectionString => _database.ConnectionString;

    public IServiceProvider One => _one.Services;

    public IServiceProvider Other => _other.Services;

    public static IGrainStorage StorageOf(IServiceProvider silo) =>
        silo.GetRequiredKeyedService<IGrainStorage>("actors");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create();
        _one = await Start("one");
        _other = await Start("other");
    }

    public async ValueTask DisposeAsync()
    {
        await _one.StopAsync();
        await _other.StopAsync();
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<WebApplication> Start(string cluster)
    {
        var builder = WebApplication.CreateBuilder([
            $"--ConnectionStrings:Actors={ConnectionString}", $"--Actors:ClusterId={cluster}",
            $"--Actors:Silo:SiloPort={FreePorts.Next()}", $"--Actors:Silo:GatewayPort={FreePorts.Next()}",
            "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error",
        ]);
        builder.AddServiceDefaults("storage-tests");
        builder.AddActorsSilo();
        var silo = builder.Build();
        await silo.StartAsync();
        return silo;
    }
}
