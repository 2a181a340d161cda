using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Http;

/// <summary>One gateway, asked by OFREP over its own connections.</summary>
internal sealed class GatewayClient : IDisposable
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");
    private static readonly string[] _statuses =
        [.. Enumerable.Range(0, 1000).Select(status => status.ToString(CultureInfo.InvariantCulture))];

    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly string? _sdkKey;
    private readonly Uri _bulk;

    public GatewayClient(Uri url, string? sdkKey, int connections, TimeSpan timeout)
    {
        Url = url;
        _bulk = new Uri(url, "ofrep/v1/evaluate/flags");
        _http = new HttpClient(Handler(connections)) { Timeout = Timeout.InfiniteTimeSpan };
        _timeout = timeout;
        _sdkKey = sdkKey;
    }

    public Uri Url { get; }

    /// <summary>No proxy, no cookies, no redirects: the gateway that was named answers, or nobody.</summary>
    public static SocketsHttpHandler Handler(int connections) => new()
    {
        MaxConnectionsPerServer = connections,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    /// <summary>Evaluates one flag, or every flag when <paramref name="flag"/> is null.</summary>
    public async Task<Answer> Evaluate(byte[] body, string? flag, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_timeout);
        try
        {
            using var request = Request(body, flag);
            using var response = await _http.SendAsync(request, patience.Token);
            var answer = await response.Content.ReadAsByteArrayAsync(patience.Token);
            return new Answer(Judge(response, answer), answer, response.Headers.ETag?.ToString());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return new Answer(Failures.Of(exception), [], null);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(byte[] body, string? flag)
    {
        var url = flag is null ? _bulk : new Uri(_bulk, "flags/" + Uri.EscapeDataString(flag));
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = _json;
        if (_sdkKey is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _sdkKey);
        return request;
    }

    private static Outcome Judge(HttpResponseMessage response, byte[] body)
    {
        var status = _statuses[(int)response.StatusCode];
        if (response.StatusCode != HttpStatusCode.OK)
            return new Outcome(status, Failed: true, body.Length, Error: $"{status} {response.ReasonPhrase}");
        if (!OfrepAnswer.IsObject(body))
            return new Outcome(status, Failed: true, body.Length, Error: "The answer is not a JSON object.");

        try
        {
            return Serve(status, response, body);
        }
        catch (JsonException)
        {
            return new Outcome(status, Failed: true, body.Length, Error: "The answer is not JSON.");
        }
    }

    private static Outcome Serve(string status, HttpResponseMessage response, byte[] body)
    {
        var age = response.Headers.TryGetValues("X-Config-Age", out var ages) ? ages.First() : null;
        _ = double.TryParse(age, NumberStyles.Float, CultureInfo.InvariantCulture, out var ageSeconds);
        var stale = age is not null || OfrepAnswer.IsStale(body);
        return new Outcome(status, Failed: false, body.Length, stale, ageSeconds);
    }
}
