using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace Actors.Resilience.Tests;

/// <summary>
/// Clients that send events all the time, each batch again and again until it is acknowledged, as real ones do.
/// </summary>
internal sealed class SteadyEvents : IAsyncDisposable
{
    private const int Clients = 2;
    private const int BatchSize = 100;
    private const int Subjects = 1_500;

    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http;
    private readonly Task _running;
    private long _acknowledged;

    private SteadyEvents(Uri gateway, string key)
    {
        _http = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        _running = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Send(client))));
    }

    /// <summary>Subject and id of each event that was acknowledged.</summary>
    public ConcurrentBag<(string Subject, string Id)> Acknowledged { get; } = [];

    /// <summary>Answers that were neither a success nor "not now".</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    public static SteadyEvents Start(Uri gateway, string key) => new(gateway, key);

    /// <summary>Waits until so many more events are acknowledged.</summary>
    public Task Succeeds(int more)
    {
        var wanted = Interlocked.Read(ref _acknowledged) + more;
        return Until.True(() => Interlocked.Read(ref _acknowledged) >= wanted, $"{more} more events are acknowledged");
    }

    /// <summary>No more is sent, and what is under way is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _http.Dispose();
        _end.Dispose();
    }

    private async Task Send(int client)
    {
        var dice = new Random(client); // the seed is the client's number
        for (var batch = 0; !_end.IsCancellationRequested; batch++)
        {
            var events = Enumerable.Range(0, BatchSize).Select(number => Event(dice, $"{client}-{batch}-{number}"))
                .ToArray();
            while (!_end.IsCancellationRequested && !await TrySend(events))
            {
                // Once more, with the same ids.
            }
        }
    }

    private async Task<bool> TrySend((string Subject, string Id, object Body)[] events)
    {
        try
        {
            var bodies = events.Select(one => one.Body).ToArray();
            using var response = await _http.PostAsJsonAsync("/v1/events", bodies, _end.Token);
            var answer = await response.Content.ReadAsStringAsync(_end.Token);
            if (response.StatusCode == HttpStatusCode.OK && answer.EndsWith("\"refused\":0}", StringComparison.Ordinal))
            {
                foreach (var (subject, id, _) in events) Acknowledged.Add((subject, id));
                Interlocked.Add(ref _acknowledged, events.Length);
                return true;
            }

            if ((int)response.StatusCode is not (429 or 503)) Refused.Enqueue($"{(int)response.StatusCode} {answer}");
            return false;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false; // nothing is known of these events: they are sent again
        }
    }

    // Conversions come before, between and after exposures; one subject in fifty sees two variations.
    private static (string Subject, string Id, object Body) Event(Random dice, string id)
    {
        var number = dice.Next(Subjects);
        var subject = $"user-{number}";
        if (dice.Next(4) > 0)
            return (subject, id, new { type = "metric", id, subject, key = "buy", value = dice.Next(1, 9_999) / 100m });
        var isSecond = number % 50 == 0 ? dice.Next(2) == 0 : number % 2 == 0;
        return (subject, id, new
        {
            type = "exposure",
            id,
            subject,
            experiment = "checkout",
            variation = isSecond ? "b" : "a",
            dimensions = new { country = number % 3 == 0 ? "CH" : "DE" },
        });
    }
}
