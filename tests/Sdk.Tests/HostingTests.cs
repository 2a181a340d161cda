using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Sdk.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task A_host_has_one_client_that_is_ready_when_it_serves()
    {
        await using var gateway = await RealGateway.Start();
        await using var host = Host(
            options => (options.Gateway, options.Key) = (gateway.Address, RealGateway.ServerKey));

        await host.StartAsync(TestContext.Current.CancellationToken);

        var client = host.Services.GetRequiredService<ActorsClient>();
        Assert.True(client.IsReady);
        Assert.Same(client, host.Services.GetRequiredService<ActorsClient>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_host_starts_without_any_gateway()
    {
        await using var host = Host(options => (options.Gateway, options.Key, options.StartTimeout) =
            (new Uri("http://127.0.0.1:1/"), RealGateway.ServerKey, TimeSpan.FromMilliseconds(1)));

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.False(host.Services.GetRequiredService<ActorsClient>().IsReady);
    }

    [Fact]
    public async Task Wrong_options_keep_a_host_from_starting_and_each_is_named()
    {
        await using var host = Host(
            options => (options.PollInterval, options.DecryptionKey) = (TimeSpan.Zero, "short"));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        foreach (var name in new[] { "Gateway", "Key", "PollInterval", "DecryptionKey" })
            Assert.Contains(failure.Failures, text => text.StartsWith(name, StringComparison.Ordinal));
        Assert.Contains("Gateway", Assert.Throws<ArgumentException>(
            () => new ActorsClient(new ActorsOptions { Key = "k" })).Message, StringComparison.Ordinal);
    }

    private static WebApplication Host(Action<ActorsOptions> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddActors(configure);
        builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();
        return builder.Build();
    }

    private sealed class NoServer : Microsoft.AspNetCore.Hosting.Server.IServer
    {
        public Microsoft.AspNetCore.Http.Features.IFeatureCollection Features { get; } =
            new Microsoft.AspNetCore.Http.Features.FeatureCollection();

        public Task StartAsync<TContext>(
            Microsoft.AspNetCore.Hosting.Server.IHttpApplication<TContext> application,
            CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
