using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Actors.Resilience.Tests;

/// <summary>One gateway process, and what a test asks of it.</summary>
internal sealed class TestGateway(RegionProcess process, string adminToken) : IAsyncDisposable
{
    private readonly HttpClient _app = new() { BaseAddress = process.Url, Timeout = TimeSpan.FromSeconds(5) };

    public string Name => process.Name;

    public Uri Url => process.Url;

    public RegionProcess Process => process;

    /// <summary>With the admin token; patient, since an import is answered after up to a minute.</summary>
    public HttpClient Admin { get; } = new()
    {
        BaseAddress = process.Url,
        Timeout = TimeSpan.FromSeconds(90),
        DefaultRequestHeaders = { Authorization = new("Bearer", adminToken) },
    };

    /// <summary>What an app with this key gets for one feature: the whole OFREP answer.</summary>
    public Task<JsonObject> Evaluate(string clientKey, string feature, CancellationToken cancellation) =>
        Ask(clientKey, $"/ofrep/v1/evaluate/flags/{feature}", cancellation);

    /// <summary>What an app with this key gets for all features: the list of OFREP's bulk answer.</summary>
    public async Task<JsonArray> EvaluateAll(string clientKey, CancellationToken cancellation)
    {
        var answer = await Ask(clientKey, "/ofrep/v1/evaluate/flags", cancellation);
        return answer["flags"]!.AsArray();
    }

    /// <summary>Publishes a new value of a number feature.</summary>
    public async Task Change(string project, string feature, long value, CancellationToken cancellation)
    {
        using var response = await Admin.PatchAsJsonAsync(
            $"/v1/projects/{project}/features/{feature}", new { defaultValue = value }, cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The newest version of an environment, as the region knows it.</summary>
    public async Task<long> Version(string project, CancellationToken cancellation)
    {
        var view = await Admin.GetFromJsonAsync<JsonObject>(
            $"/v1/projects/{project}/environments/production/propagation", cancellation);
        return view!["version"]!.GetValue<long>();
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        _app.Dispose();
        await process.DisposeAsync();
    }

    private async Task<JsonObject> Ask(string clientKey, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(new { context = new { targetingKey = "ada" } }),
            Headers = { Authorization = new("Bearer", clientKey) },
        };
        using var response = await _app.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>(cancellation))!;
    }
}
