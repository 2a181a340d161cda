using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Actors.ServiceDefaults;

/// <summary>
/// Which database, through which connections? One pool a process, shared by all that need PostgreSQL.
/// </summary>
public static class DatabaseExtensions
{
    /// <summary>
    /// Where the connection string stands: ConnectionStrings:Actors, ConnectionStrings__Actors as a variable.
    /// </summary>
    public const string Setting = "ConnectionStrings:Actors";

    // A pool of 20 keeps two cores busy; a bigger one only lengthens the tail. The connection string overrides each.
    private static readonly Dictionary<string, object> _ourDefaults = new()
    {
        ["Maximum Pool Size"] = 20,
        ["Max Auto Prepare"] = 20,
        ["Keepalive"] = 10,
        ["Timeout"] = 5,
        ["Command Timeout"] = 10,
    };

    /// <summary>Adds the process' one <see cref="NpgsqlDataSource"/>. Calling it twice changes nothing.</summary>
    /// <exception cref="ConfigurationException">There is no connection string, or it is none.</exception>
    public static WebApplicationBuilder AddActorsDatabase(this WebApplicationBuilder builder)
    {
        var connectionString = WithDefaults(
            builder.Configuration.GetConnectionString("Actors"), builder.Environment.ApplicationName);
        builder.Services.TryAddSingleton(services =>
        {
            // Named, or metrics would carry the whole connection string as a label.
            var source = new NpgsqlDataSourceBuilder(connectionString) { Name = "actors" };
            source.UseLoggerFactory(services.GetService<Microsoft.Extensions.Logging.ILoggerFactory>());
            return source.Build();
        });
        return builder;
    }

    private static string WithDefaults(string? connectionString, string application)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new ConfigurationException([$"{Setting} is not set: it names the PostgreSQL database, for example "
                + "\"Host=127.0.0.1;Username=actors;Password=...;Database=actors\"."]);
        }

        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            settings.ApplicationName ??= application;
            var given = settings.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (key, value) in _ourDefaults.Where(ours => !given.Contains(ours.Key)))
            {
                settings[key] = value;
            }

            return settings.ConnectionString;
        }
        catch (ArgumentException mistake)
        {
            throw new ConfigurationException([$"{Setting} is no PostgreSQL connection string: {mistake.Message}"]);
        }
    }
}
