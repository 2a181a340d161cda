using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Actors.Administration.Tests;

/// <summary>Calls the administration as a stranger would: over HTTP, with text.</summary>
public sealed class Api(Uri address, string? token)
{
    private static readonly string[] _environments = ["production", "staging"];

    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(100) };

    /// <param name="body">An object to write as JSON, or the text itself.</param>
    /// <param name="headers">Pairs of "Name: value"; replaces the defaults.</param>
    public async Task<Reply> Send(string method, string path, object? body = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(new(method), At(path));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = Content(body);
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':');
            var (name, value) = (header[..colon], header[(colon + 1)..].Trim());
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, value);
            }
            else if (request.Content is { } content)
            {
                content.Headers.Remove(name);
                if (value.Length > 0) content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Uri At(string path) => new(address, path);

    /// <summary>A project with a name of its own and two environments.</summary>
    public async Task<string> NewProject()
    {
        var key = $"p-{Guid.NewGuid():N}";
        var created = await Send("POST", "/v1/projects", new { key, environments = _environments });
        Assert.Equal(201, created.Status);
        return key;
    }

    private static ByteArrayContent Content(object body)
    {
        var bytes = body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body));
        return new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
