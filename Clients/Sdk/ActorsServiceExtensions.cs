using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Sdk;

/// <summary>How does an application get an <see cref="ActorsClient"/> that is ready when it starts to serve?</summary>
public static class ActorsServiceExtensions
{
    /// <summary>
    /// Adds one client, which starts and stops with the host. A wrong option keeps the host from starting; an absent
    /// gateway does not.
    /// </summary>
    public static IServiceCollection AddActors(this IServiceCollection services, Action<ActorsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ActorsOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ActorsOptions>, Check>());
        services.TryAddSingleton(provider => new ActorsClient(
            provider.GetRequiredService<IOptions<ActorsOptions>>().Value,
            provider.GetService<ILogger<ActorsClient>>(),
            provider.GetService<TimeProvider>()));
        return services.AddHostedService<Starting>();
    }

    private sealed class Check : IValidateOptions<ActorsOptions>
    {
        public ValidateOptionsResult Validate(string? name, ActorsOptions options) =>
            options.Mistakes().ToList() is { Count: > 0 } mistakes
                ? ValidateOptionsResult.Fail(mistakes)
                : ValidateOptionsResult.Success;
    }

    private sealed class Starting(ActorsClient client) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => client.StartAsync(cancellationToken);

        // The container disposes of the client, after the last request.
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
