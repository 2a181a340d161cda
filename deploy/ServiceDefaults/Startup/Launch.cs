using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.ServiceDefaults.Startup;

/// <summary>
/// How does a process start, and what does it say when it can't? A sentence a mistake, never a stack trace.
/// </summary>
public static class Launch
{
    /// <summary>
    /// Something the process needs is not there: a free port, the database, its schema (EX_UNAVAILABLE).
    /// </summary>
    public const int Unavailable = 69;

    /// <summary>The process failed in a way nobody foresaw; its log has the details (EX_SOFTWARE).</summary>
    public const int Failed = 70;

    /// <summary>The settings are wrong (EX_CONFIG).</summary>
    public const int BadConfiguration = 78;

    /// <summary>A regular expression that has not matched after this throws, wherever in the process it is.</summary>
    public static TimeSpan LongestMatch { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Builds a web process, runs its startup checks, then runs it until it is told to stop.</summary>
    /// <param name="args">The command line, which can give every setting.</param>
    /// <param name="add">Adds the services.</param>
    /// <param name="map">Maps the endpoints.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        LimitPatterns();
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            add(builder);
            await using var app = builder.Build();
            await Check(app);
            if (app.Services.GetService<IServer>() is IEarlyServer early)
                await early.Open(CancellationToken.None);
            map(app);
            await app.RunAsync();
            return 0;
        }
        catch (ConfigurationException wrong)
        {
            await Tell(wrong.Mistakes);
            return BadConfiguration;
        }
        catch (StartupException unavailable)
        {
            await Tell([unavailable.Message]);
            return Unavailable;
        }
        catch (Exception unforeseen)
        {
            await Tell([$"The process failed: {unforeseen.GetType().Name}: {unforeseen.Message}"]);
            return Failed;
        }
    }

    // People write patterns, in schemas and conditions, and some of those take for ever. Read once, by the first
    // regular expression of the process; a settings file can't give it, since it must be a TimeSpan.
    private static void LimitPatterns() => AppDomain.CurrentDomain.SetData(
        "REGEX_DEFAULT_MATCH_TIMEOUT", LongestMatch);

    private static async Task Check(WebApplication app)
    {
        Ports.RefuseTakenUrls(app.Configuration);
        foreach (var check in app.Services.GetServices<IStartupCheck>())
        {
            await check.Run(CancellationToken.None); // until the host runs, a signal ends the process at once
        }
    }

    private static async Task Tell(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            await Console.Error.WriteLineAsync(sentence);
        }
    }
}
