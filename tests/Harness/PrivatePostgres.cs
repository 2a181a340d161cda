using System.Diagnostics;
using Npgsql;

namespace Actors.Harness;

/// <summary>A PostgreSQL server of one test's own, which it may stop and start to play an outage.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _directory = Path.Combine(Checkout.Local, $"postgres-{Guid.NewGuid():N}");

    private PrivatePostgres()
    {
    }

    /// <summary>Names the database "actors", which does not exist until a schema is applied.</summary>
    public string ConnectionString { get; private set; } = "";

    public static async Task<PrivatePostgres> Create()
    {
        var server = new PrivatePostgres();
        await server.Start();
        return server;
    }

    /// <summary>
    /// Starts it (again), on the same port and with the data it had; answers when it takes connections.
    /// </summary>
    public async Task Start() => ConnectionString = await Script("start", _directory, "max_connections=400");

    /// <summary>Stops it as an operator would: open connections are ended, what was committed is on disk.</summary>
    public Task Stop() => Script("stop", _directory, "fast");

    /// <summary>Stops it as a power cut would: it recovers from its log at the next start.</summary>
    public Task Crash() => Script("stop", _directory, "immediate");

    public async ValueTask DisposeAsync()
    {
        await Script("drop", _directory);
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task<string> Script(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Checkout.Root, "deploy", "local", "postgres"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"postgres {string.Join(' ', arguments)}: {await complaints}");
    }
}
