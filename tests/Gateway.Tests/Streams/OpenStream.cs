using System.Net;
using Actors.Gateway.Tests.Hosting;

namespace Actors.Gateway.Tests.Streams;

/// <summary>A client of server-sent events: what it is told, field by field.</summary>
internal sealed class OpenStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private OpenStream(HttpResponseMessage response, Stream body) =>
        (_response, _lines) = (response, new StreamReader(body));

    public HttpStatusCode Status => _response.StatusCode;

    public HttpResponseMessage Response => _response;

    public static async Task<OpenStream> Get(
        RunningGateway gateway, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var cancellation = TestContext.Current.CancellationToken;
        var response = await gateway.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return new(response, await response.Content.ReadAsStreamAsync(cancellation));
    }

    /// <summary>The fields up to the next empty line, comments under ""; null at the end of the stream.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> Next()
    {
        var fields = new Dictionary<string, string>();
        while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0)
                return fields;
            var colon = line.IndexOf(':');
            fields[line[..colon]] = line[(colon + 1)..].TrimStart(' ');
        }

        return null;
    }

    /// <summary>As <see cref="Next"/>, while time goes on.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> NextWhileTimeGoesOn(RunningGateway gateway, TimeSpan step)
    {
        var next = Next();
        while (!next.IsCompleted)
        {
            gateway.Time.Advance(step);
            await Task.Yield();
        }

        return await next;
    }

    public void Dispose() => _response.Dispose();
}
