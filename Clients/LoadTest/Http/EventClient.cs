using System.Net.Http.Headers;
using System.Text.Json;
using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Http;

/// <summary>One gateway, told what happened.</summary>
internal sealed class EventClient : IDisposable
{
    private static readonly MediaTypeHeaderValue _lines = new("application/x-ndjson");

    private readonly HttpClient _http;
    private readonly Uri _events;
    private readonly TimeSpan _timeout;

    public EventClient(Uri url, string? sdkKey, int connections, TimeSpan timeout)
    {
        _http = new HttpClient(GatewayClient.Handler(connections)) { Timeout = Timeout.InfiniteTimeSpan };
        if (sdkKey is not null) _http.DefaultRequestHeaders.Authorization = new("Bearer", sdkKey);
        (_events, _timeout) = (new Uri(url, "v1/events"), timeout);
    }

    /// <summary>Answers how it ended, and how many events the gateway says it accepted.</summary>
    public async Task<(Outcome Outcome, int Accepted)> Send(byte[] lines, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_timeout);
        try
        {
            using var content = new ByteArrayContent(lines) { Headers = { ContentType = _lines } };
            using var response = await _http.PostAsync(_events, content, patience.Token);
            var answer = await response.Content.ReadAsByteArrayAsync(patience.Token);
            var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return response.IsSuccessStatusCode
                ? Judge(status, answer)
                : (new Outcome(status, Failed: true, answer.Length, Error: $"{status} {response.ReasonPhrase}"), 0);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return (Failures.Of(failure), 0);
        }
    }

    public void Dispose() => _http.Dispose();

    private static (Outcome Outcome, int Accepted) Judge(string status, byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var refused = document.RootElement.GetProperty("refused").GetInt32();
        var accepted = document.RootElement.GetProperty("accepted").GetInt32();
        return refused == 0
            ? (new Outcome(status, Failed: false, answer.Length), accepted)
            : (new Outcome(status, Failed: true, answer.Length, Error: $"{refused} events were refused."), accepted);
    }
}
