using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.Configuration;
using Actors.Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Rulesets;

/// <summary>
/// When is a disk copy read and written? Read before anything listens; written soon after a change, never in its way.
/// </summary>
internal sealed partial class DiskCopyKeeper(
    DiskCopies copies,
    LiveRulesets live,
    IOptions<GatewaySettings> settings,
    TimeProvider time,
    GatewayMetrics metrics,
    ILogger<DiskCopyKeeper> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan _confirmEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<EnvironmentId, bool> _changed = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _failing;
    private bool _isLoaded;

    /// <summary>What this environment serves (or that it serves nothing any more) is to be on disk soon.</summary>
    public void Changed(EnvironmentId environment)
    {
        _changed[environment] = true;
        _wake.Writer.TryWrite(true);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Load();
        return Task.CompletedTask;
    }

    /// <summary>Serves what the disk holds; the first time only.</summary>
    public void Load()
    {
        if (_isLoaded)
            return;
        _isLoaded = true;
        var loaded = copies.Load();
        foreach (var copy in loaded)
        {
            live.Restore(ServedRuleset.Whole(copy.Environment, copy.Document), copy.ConfirmedAt);
        }

        Log.Loaded(logger, loaded.Count, settings.Value.DiskCopyDirectory);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        WriteAll();
        ConfirmAll();
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes what has changed since the last time; what fails is tried again.</summary>
    internal void WriteAll()
    {
        foreach (var environment in _changed.Keys)
        {
            _changed.TryRemove(environment, out _);
            if (!Try(() => Write(environment)))
                _changed[environment] = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromMilliseconds(settings.Value.DiskCopyIntervalMilliseconds);
        using var confirmation = new PeriodicTimer(_confirmEvery, time);
        var due = confirmation.WaitForNextTickAsync(stoppingToken).AsTask();
        var woken = _wake.Reader.ReadAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(due, woken);
            if (woken.IsCompletedSuccessfully)
                woken = _wake.Reader.ReadAsync(stoppingToken).AsTask();
            WriteAll();
            if (due.IsCompletedSuccessfully)
            {
                ConfirmAll();
                due = confirmation.WaitForNextTickAsync(stoppingToken).AsTask();
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private void Write(EnvironmentId environment)
    {
        if (live.Find(environment) is { } now)
            copies.Save(new DiskCopy(environment, now.Served.Document, now.ConfirmedAt));
        else
            copies.Delete(environment);
    }

    private void ConfirmAll()
    {
        foreach (var environment in live.Environments.Values)
        {
            Try(() => copies.Confirm(environment.Id, environment.ConfirmedAt));
        }
    }

    private bool Try(Action write)
    {
        try
        {
            write();
            _failing = false;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            metrics.DiskCopyFailed("write");
            if (!_failing)
                Log.Failed(logger, settings.Value.DiskCopyDirectory, failure.Message);
            _failing = true;
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Loaded {Count} rulesets from {Directory}")]
        public static partial void Loaded(ILogger logger, int count, string directory);

        [LoggerMessage(2, LogLevel.Warning, "Cannot write disk copies to {Directory}, trying again: {Reason}")]
        public static partial void Failed(ILogger logger, string directory, string reason);
    }
}
