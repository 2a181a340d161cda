using System.Diagnostics;
using System.Net;

namespace Actors.Harness;

/// <summary>
/// A silo, a gateway or a one-process region as a real process: started, killed, stopped and paused by a test.
/// </summary>
/// <remarks>
/// Ports and settings stay the same when it is started again. What it writes is added to <see cref="LogFile"/>.
/// </remarks>
public sealed class RegionProcess : IAsyncDisposable
{
    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly string _program;
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private RegionProcess(
        string project, string name, IReadOnlyDictionary<string, string>? settings, string? program = null)
    {
        var port = FreePorts.Next();
        Name = name;
        Url = new Uri($"http://127.0.0.1:{port}");
        var logs = Directory.CreateDirectory(Path.Combine(Checkout.Local, "logs"));
        LogFile = Path.Combine(logs.FullName, $"{name}-{port}.log");
        _program = program ?? Checkout.ProgramOf(project);
        _settings = new(settings ?? new Dictionary<string, string>()) { ["Urls"] = Url.AbsoluteUri };
    }

    public string Name { get; }

    /// <summary>Where it answers HTTP.</summary>
    public Uri Url { get; }

    public string LogFile { get; }

    /// <summary>Of the process that runs or ran last.</summary>
    public int Id => Running.Id;

    public bool HasExited => _process is null or { HasExited: true };

    private Process Running => _process ?? throw new InvalidOperationException($"{Name} was never started.");

    /// <summary>A silo on free ports; not started yet.</summary>
    /// <param name="name">For its log's name.</param>
    /// <param name="connectionString">A database with the schema.</param>
    /// <param name="settings">More settings, such as "Actors:Zone"; these win.</param>
    /// <param name="program">Another build of the silo; null: the one of this checkout.</param>
    public static RegionProcess Silo(
        string name,
        string connectionString,
        IReadOnlyDictionary<string, string>? settings = null,
        string? program = null) =>
        new("Silo", name, With(settings, new()
        {
            ["ConnectionStrings:Actors"] = connectionString,
            ["Actors:Silo:SiloPort"] = $"{FreePorts.Next()}",
            ["Actors:Silo:GatewayPort"] = $"{FreePorts.Next()}",
            ["Actors:Silo:ShedLoadAtCpuPercent"] = "0", // a test machine is always busy
        }), program);

    /// <summary>A gateway with a directory of its own for disk copies; not started yet.</summary>
    /// <inheritdoc cref="Silo"/>
    public static RegionProcess Gateway(
        string name, string connectionString, IReadOnlyDictionary<string, string>? settings = null) =>
        new("Gateway", name, With(settings, new()
        {
            ["ConnectionStrings:Actors"] = connectionString,
            ["Actors:Gateway:DiskCopyDirectory"] = Path.Combine(Checkout.Local, $"rulesets-{Guid.NewGuid():N}"),
        }));

    /// <summary>Silo and gateway in one process; not started yet.</summary>
    /// <inheritdoc cref="Silo"/>
    public static RegionProcess OneProcessRegion(
        string name, string connectionString, IReadOnlyDictionary<string, string>? settings = null) =>
        Silo(name, connectionString, With(settings, new()
        {
            ["Actors:Silo:WithGateway"] = "true",
            ["Actors:Gateway:DiskCopyDirectory"] = Path.Combine(Checkout.Local, $"rulesets-{Guid.NewGuid():N}"),
        }));

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message has its last words.</exception>
    public async Task<RegionProcess> Start(TimeSpan? patience = null)
    {
        Launch();
        await Ready(patience);
        return this;
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public void Launch()
    {
        if (!HasExited)
        {
            throw new InvalidOperationException($"{Name} runs already.");
        }

        // The shell becomes the program (exec), so the id is the program's, and no pipe to this process can fill up.
        var start = new ProcessStartInfo("/bin/bash", ["-c", "exec dotnet \"$0\" >>\"$1\" 2>&1", _program, LogFile]);
        foreach (var inherited in start.Environment.Keys.Where(IsOurs).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in _settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndNow();
    }

    /// <summary>Waits until /health/ready answers 200.</summary>
    /// <inheritdoc cref="Start"/>
    public async Task Ready(TimeSpan? patience = null)
    {
        await Until.True(
            async () => HasExited || await HealthStatus("ready") == HttpStatusCode.OK, $"{Name} is ready", patience);
        if (HasExited)
        {
            throw new InvalidOperationException($"{Name} ended with exit code {Running.ExitCode}: {LastWords()}");
        }
    }

    /// <summary>What /health/{question} answers: live, ready or started.</summary>
    /// <exception cref="HttpRequestException">It does not listen.</exception>
    public async Task<HttpStatusCode> HealthStatus(string question)
    {
        using var response = await _http.GetAsync(new Uri(Url, $"/health/{question}"));
        return response.StatusCode;
    }

    /// <summary>A gauge or counter of /metrics, as text; null when it is not there.</summary>
    /// <param name="label">What stands in its labels.</param>
    public async Task<string?> Metric(string name, string label)
    {
        var metrics = await _http.GetStringAsync(new Uri(Url, "/metrics"));
        return metrics.Split('\n')
            .FirstOrDefault(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label))
            ?.Split(' ')[1];
    }

    /// <summary>kill -9: it has no time for anything.</summary>
    public async Task Kill()
    {
        Signal.Send(Id, Signal.Kill);
        await Running.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the orderly end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">It did not end in time.</exception>
    public async Task<int> Terminate(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Until.Patience);
        Signal.Send(Id, Signal.Terminate);
        await Running.WaitForExitAsync(limit.Token);
        return Running.ExitCode;
    }

    /// <summary>SIGSTOP: it holds its connections and answers nothing.</summary>
    public void Pause() => Signal.Send(Id, Signal.Stop);

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signal.Send(Id, Signal.Continue);

    /// <summary>Waits for an end that nobody asked for, such as that of a process with a wrong setting.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">It did not end in time.</exception>
    public async Task<int> Ended(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Until.Patience);
        await Running.WaitForExitAsync(limit.Token);
        return Running.ExitCode;
    }

    /// <summary>The last lines it wrote.</summary>
    public string LastWords(int lines = 5) =>
        File.Exists(LogFile) ? string.Join(Environment.NewLine, File.ReadLines(LogFile).TakeLast(lines)) : "";

    public ValueTask DisposeAsync()
    {
        EndNow();
        _process?.Dispose();
        _process = null;
        return ValueTask.CompletedTask;
    }

    private void EndNow()
    {
        if (!HasExited)
        {
            Running.Kill();
            Running.WaitForExit();
        }
    }

    // Settings of the tests' own surroundings must not reach what they start.
    private static bool IsOurs(string variable) =>
        variable.StartsWith("Actors__", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || variable.Equals("Urls", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> With(
        IReadOnlyDictionary<string, string>? given, Dictionary<string, string> ours)
    {
        foreach (var (key, value) in given ?? new Dictionary<string, string>())
        {
            ours[key] = value;
        }

        return ours;
    }
}
