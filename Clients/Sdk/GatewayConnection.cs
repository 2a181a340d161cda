using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Actors.Sdk;

/// <summary>How is a gateway asked? GrowthBook's SDK surface: GET /api/features/{key} and GET /sub/{key}.</summary>
internal sealed class GatewayConnection : IDisposable
{
    private const long LargestPayload = 64 << 20;

    private readonly ActorsOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly Uri _payload;
    private readonly Uri _stream;

    public GatewayConnection(ActorsOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var gateway = options.Gateway!.AbsoluteUri;
        var root = new Uri(gateway.EndsWith('/') ? gateway : gateway + '/');
        var key = Uri.EscapeDataString(options.Key);
        (_payload, _stream) = (new Uri(root, $"api/features/{key}"), new Uri(root, $"sub/{key}"));
        _http = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.Brotli | DecompressionMethods.GZip,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // So that a changed address is found.
            ConnectTimeout = options.RequestTimeout,

            // The key stands in the address: it is told to no other host, and to no trace.
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestPayload,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new("actors-sdk-dotnet", "1"));
    }

    /// <param name="tag">Of the payload that is held; null: none.</param>
    public async Task<Fetched> Fetch(string? tag, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _payload);
            if (tag is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new Fetched.New(
                    await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false),
                    response.Headers.ETag?.ToString()),
                HttpStatusCode.NotModified => new Fetched.Same(),
                HttpStatusCode.Forbidden => new Fetched.Refused("The key may not fetch rules: use a server key."),
                _ when response.Headers.Contains("x-unrecoverable") =>
                    new Fetched.Refused("The gateway does not know the key."),
                var other => new Fetched.Failed($"The gateway answered {(int)other}.", RetryAfter(response)),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Fetched.Failed($"No answer came in {_options.RequestTimeout.TotalSeconds:0.#} s.", null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new Fetched.Failed(failure.Message, null);
        }
    }

    /// <summary>Opens the stream of news, which fails when it is silent for too long.</summary>
    /// <param name="version">The last that was heard of; null: none.</param>
    /// <param name="heard">Called whenever something came, also a mere sign of life.</param>
    /// <exception cref="HttpRequestException">There is no stream to be had.</exception>
    public async Task<Subscription> Listen(long? version, Action heard, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, _stream);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (version is { } last)
            request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
            .ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK
            || response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            response.Dispose();
            throw new HttpRequestException($"The gateway answered {(int)response.StatusCode} instead of a stream.");
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return new(response, new ImpatientStream(stream, _options.HeartbeatTimeout, _time, heard));
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };
}
