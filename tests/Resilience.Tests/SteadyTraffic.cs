using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.Resilience.Tests;

/// <summary>Does every config request get its answer? Asks steadily, whether earlier answers are back or not.</summary>
internal sealed class SteadyTraffic : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _client;
    private readonly Uri _target;
    private readonly Task _running;
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<Task, bool> _open = new();
    private long _answered;
    private long _stale;
    private double _slowestMilliseconds;

    private SteadyTraffic(Uri gateway, string key, int requestsPerSecond)
    {
        _target = new Uri(gateway, "/ofrep/v1/evaluate/flags");
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            Timeout = TimeSpan.FromSeconds(10),
        };
        _client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        _running = Task.Run(() => Ask(requestsPerSecond));
    }

    public long Answered => Interlocked.Read(ref _answered);

    public long Stale => Interlocked.Read(ref _stale);

    public IReadOnlyCollection<string> Failures => _failures;

    public static SteadyTraffic Start(Uri gateway, string key, int requestsPerSecond) =>
        new(gateway, key, requestsPerSecond);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        await Task.WhenAll(_open.Keys);
        _client.Dispose();
        _end.Dispose();
    }

    public override string ToString() =>
        $"{Answered} requests answered, {_failures.Count} failed, {Stale} of them said stale, "
        + $"slowest {_slowestMilliseconds:F0} ms";

    private async Task Ask(int requestsPerSecond)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = TimeProvider.System.GetTimestamp();
        var sent = 0L;
        try
        {
            while (await ticks.WaitForNextTickAsync(_end.Token))
            {
                var due = (long)(TimeProvider.System.GetElapsedTime(started).TotalSeconds * requestsPerSecond);
                for (; sent < due; sent++)
                {
                    var request = One(sent);
                    _open[request] = true;
                    _ = request.ContinueWith(done => _open.TryRemove(done, out _), TaskScheduler.Default);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough was asked; the answers still under way are awaited by DisposeAsync.
        }
    }

    private async Task One(long number)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            var question = new { context = new { targetingKey = $"user-{number}", country = "CH" } };
            using var response = await _client.PostAsJsonAsync(_target, question);
            var body = await response.Content.ReadAsStringAsync();
            Check(number, response, body);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException)
        {
            _failures.Enqueue($"request {number}: {failure.GetType().Name} {failure.Message}");
        }

        var took = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
        _slowestMilliseconds = Math.Max(_slowestMilliseconds, took);
    }

    private void Check(long number, HttpResponseMessage response, string body)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            _failures.Enqueue($"request {number}: {(int)response.StatusCode} {body}");
            return;
        }

        using var document = JsonDocument.Parse(body);
        if (document.RootElement.GetProperty("flags").GetArrayLength() == 0)
        {
            _failures.Enqueue($"request {number}: no flags in {body}");
            return;
        }

        Interlocked.Increment(ref _answered);
        if (response.Headers.Contains("X-Config-Age"))
        {
            Interlocked.Increment(ref _stale);
        }
    }
}
