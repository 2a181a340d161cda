using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.LoadTest.Http;

/// <summary>The few calls of the admin API that scenarios need.</summary>
/// <remarks>A call that does not succeed throws <see cref="AdminFailedException"/> with one sentence.</remarks>
internal sealed class AdminApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _project;

    public AdminApi(Uri url, string project, string? token, TimeSpan timeout)
    {
        _project = $"v1/projects/{Uri.EscapeDataString(project)}/";
        _http = new HttpClient(GatewayClient.Handler(connections: 4)) { BaseAddress = url, Timeout = timeout };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Creates a string feature that is on in <paramref name="environment"/> and serves its default.</summary>
    public Task<string> Create(string key, string environment, string value, CancellationToken stop) =>
        Send(HttpMethod.Put, Feature(key), revision: null, new JsonObject
        {
            ["type"] = "string",
            ["defaultValue"] = value,
            ["description"] = "Made by actors-load, which removes it at the end of its run.",
            ["tags"] = new JsonArray("load-test"),
            ["environments"] = new JsonObject
            {
                [environment] = new JsonObject { ["enabled"] = true, ["rules"] = new JsonArray() },
            },
        }, stop);

    /// <summary>Makes one environment serve <paramref name="value"/>; answers the new revision.</summary>
    public Task<string> Publish(
        string key, string environment, string value, string revision, CancellationToken stop) =>
        Send(HttpMethod.Patch, Feature(key), revision, new JsonObject
        {
            ["environments"] = new JsonObject
            {
                [environment] = new JsonObject { ["rules"] = new JsonArray(new JsonObject { ["force"] = value }) },
            },
        }, stop);

    public Task<string> Revision(string key, CancellationToken stop) =>
        Send(HttpMethod.Get, Feature(key), revision: null, body: null, stop);

    public Task Delete(string key, string revision, CancellationToken stop) =>
        Send(HttpMethod.Delete, Feature(key), revision, body: null, stop);

    /// <summary>Which version does each gateway say that it serves? As the API answers it.</summary>
    public Task<JsonNode?> Propagation(string environment, CancellationToken stop) => Send(
        HttpMethod.Get, $"environments/{Uri.EscapeDataString(environment)}/propagation", body: null, stop);

    /// <summary>Sends anything to anything of the project, whatever its revision, and reads the answer.</summary>
    /// <param name="path">Below the project.</param>
    /// <returns>Null when the answer has no body.</returns>
    public async Task<JsonNode?> Send(HttpMethod method, string path, JsonObject? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, _project + path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Answer(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new AdminFailedException($"{method} {path} answered something that is not JSON.");
        }
    }

    public void Dispose() => _http.Dispose();

    private string Feature(string key) => $"{_project}features/{Uri.EscapeDataString(key)}";

    /// <summary>Sends, and answers the entity tag: the revision, quoted; empty when the answer has none.</summary>
    private async Task<string> Send(
        HttpMethod method, string path, string? revision, JsonObject? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path);
        if (!string.IsNullOrEmpty(revision))
            request.Headers.TryAddWithoutValidation("If-Match", revision);
        if (body is not null)
        {
            var type = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        }

        using var response = await Answer(request, stop);
        return response.Headers.ETag?.ToString() ?? "";
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken stop)
    {
        var what = $"{request.Method} {request.RequestUri}";
        try
        {
            var response = await _http.SendAsync(request, stop);
            if (response.IsSuccessStatusCode)
                return response;

            using (response)
            {
                var text = await response.Content.ReadAsStringAsync(stop);
                var detail = text.Length > 300 ? text[..300] + "…" : text;
                var status = (int)response.StatusCode;
                throw new AdminFailedException($"{what} answered {status}: {detail}", status);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new AdminFailedException($"{what} was not answered within {_http.Timeout.TotalSeconds:0.#} s.");
        }
        catch (HttpRequestException exception)
        {
            throw new AdminFailedException($"{what} failed: {exception.Message}");
        }
    }
}
