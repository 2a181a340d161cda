using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Actors.Resilience.Tests;

/// <summary>Is what was acknowledged kept? Changes features one after another and remembers what it was told.</summary>
internal sealed class SteadyWriter : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _admin;
    private readonly string _features;
    private readonly Task _running;
    private readonly ConcurrentDictionary<string, (long Revision, long Value)> _acknowledged = new();
    private readonly ConcurrentDictionary<string, long> _attempted = new();
    private readonly ConcurrentQueue<string> _refused = new();
    private readonly IReadOnlyList<string> _keys;
    private long _begun;
    private long _successes;

    private SteadyWriter(HttpClient admin, string project, IReadOnlyList<string> keys)
    {
        _admin = admin;
        _features = $"/v1/projects/{project}/features/";
        _keys = keys;
        _running = Task.Run(Write);
    }

    public long Successes => Interlocked.Read(ref _successes);

    /// <summary>Answers that were neither a success nor "not now".</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    public static SteadyWriter Start(HttpClient admin, string project, IReadOnlyList<string> keys) =>
        new(admin, project, keys);

    /// <summary>Waits until each feature took a write that began after now, and says how long that took.</summary>
    public async Task<TimeSpan> WritesAgain()
    {
        var watch = Stopwatch.StartNew();
        var before = Interlocked.Read(ref _begun);

        // Every feature: those whose actor died, too.
        await Until.True(
            () => _keys.All(key => _acknowledged.TryGetValue(key, out var last) && last.Value > before),
            "every feature can be changed again");
        return watch.Elapsed;
    }

    /// <summary>Waits until so many more writes were acknowledged.</summary>
    public Task Succeeds(int times)
    {
        var wanted = Successes + times;
        return Until.True(() => Successes >= wanted, $"{times} more writes succeed");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsCompleted)
        {
            await _end.CancelAsync();
            await _running;
            _end.Dispose();
        }
    }

    /// <summary>Every feature holds what was acknowledged last, or something that was attempted after it.</summary>
    public async Task AssertNothingWasLost(CancellationToken cancellation)
    {
        Assert.NotEmpty(_acknowledged);
        foreach (var (key, (revision, value)) in _acknowledged)
        {
            var feature = await _admin.GetFromJsonAsync<JsonObject>(_features + key, cancellation);
            var kept = feature!["defaultValue"]!.GetValue<long>();
            Assert.True(feature["revision"]!.GetValue<long>() >= revision, $"{key} lost {revision}: {feature}");
            Assert.InRange(kept, value, _attempted[key]);
        }
    }

    private async Task Write()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            for (var number = 1L; await ticks.WaitForNextTickAsync(_end.Token); number++)
            {
                Interlocked.Exchange(ref _begun, number);
                await One(_keys[(int)(number % _keys.Count)], number);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough was written.
        }
    }

    private async Task One(string key, long value)
    {
        _attempted[key] = value;
        try
        {
            var patch = new { defaultValue = value };
            using var response = await _admin.PatchAsJsonAsync(_features + key, patch, _end.Token);
            var body = await response.Content.ReadAsStringAsync(_end.Token);
            if (response.IsSuccessStatusCode)
            {
                _acknowledged[key] = (JsonNode.Parse(body)!["revision"]!.GetValue<long>(), value);
                Interlocked.Increment(ref _successes);
            }
            else if ((int)response.StatusCode is not (503 or 429))
            {
                _refused.Enqueue($"{key}={value}: {(int)response.StatusCode} {body}");
            }
        }
        catch (HttpRequestException)
        {
            // The gateway was gone: nothing was acknowledged.
        }
    }
}
