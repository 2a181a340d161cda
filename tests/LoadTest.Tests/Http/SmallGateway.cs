using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.LoadTest.Tests.Http;

/// <summary>Speaks just enough of a gateway's HTTP to be driven, over a real socket.</summary>
internal sealed class SmallGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FeatureStore _store;
    private readonly Dictionary<int, int> _looks = [];
    private readonly int _looksBehind;
    private readonly bool _goesBack;
    private readonly Func<int, Task<IResult?>> _onBulk;
    private int _bulks;
    private int _looksAtThird;

    private SmallGateway(FeatureStore store, int looksBehind, bool goesBack, Func<int, Task<IResult?>>? onBulk)
    {
        (_store, _looksBehind, _goesBack) = (store, looksBehind, goesBack);
        _onBulk = onBulk ?? (_ => Task.FromResult<IResult?>(null));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/ofrep/v1/evaluate/flags", Bulk);
        _app.MapPost("/ofrep/v1/evaluate/flags/{key}", Single);
        const string feature = "/v1/projects/demo/features/{key}";
        _app.MapPut(feature, Create);
        _app.MapGet(feature, (string key, HttpResponse response) => Revision(key, response));
        _app.MapPatch(feature, Change);
        _app.MapDelete(feature, (string key) => store.Delete(key) ? Results.NoContent() : Results.NotFound());
        _app.MapGet("/v1/projects/demo/environments/production/propagation",
            () => Results.Json(new JsonObject { ["version"] = 3 }));
    }

    public string Url { get; private set; } = "";

    public List<JsonElement> Contexts { get; } = [];

    public string? Authorization { get; private set; }

    /// <param name="looksBehind">So many looks at a changed flag still get the value before.</param>
    /// <param name="goesBack">The second change is served once, and then the default again.</param>
    /// <param name="onBulk">Decides over a bulk request by its number, from 0; null: the usual answer.</param>
    public static async Task<SmallGateway> Start(
        FeatureStore? store = null,
        int looksBehind = 0,
        bool goesBack = false,
        Func<int, Task<IResult?>>? onBulk = null)
    {
        var gateway = new SmallGateway(store ?? new FeatureStore(), looksBehind, goesBack, onBulk);
        await gateway._app.StartAsync();
        gateway.Url = gateway._app.Urls.Single();
        return gateway;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Bulk(HttpRequest request, JsonElement body)
    {
        Authorization = request.Headers.Authorization;
        lock (Contexts)
            Contexts.Add(body.GetProperty("context"));
        return await _onBulk(Interlocked.Increment(ref _bulks) - 1)
            ?? Text("""{"flags":[{"key":"a","value":true}],"metadata":{"version":"4"}}""");
    }

    private IResult Single(string key)
    {
        if (_store.Values(key) is not { } values)
            return Results.NotFound();

        var look = _looks[values.Count] = _looks.GetValueOrDefault(values.Count) + 1;
        var value = values.Count > 1 && look <= _looksBehind ? values[^2] : values[^1];
        if (_goesBack && values.Count > 2 && ++_looksAtThird == 2)
            value = values[0];
        return Text($$"""{"key":"{{key}}","reason":"STATIC","value":"{{value}}"}""");
    }

    private IResult Create(string key, JsonObject body, HttpResponse response) =>
        _store.Create(key, body["defaultValue"]!.GetValue<string>()) ? Revision(key, response) : Results.Conflict();

    private async Task<IResult> Change(string key, HttpRequest request, HttpResponse response)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        var rules = body["environments"]!["production"]!["rules"]!;
        var value = rules[0]!["force"]!.GetValue<string>();
        var revision = int.Parse(request.Headers.IfMatch.ToString().Trim('"'), CultureInfo.InvariantCulture);
        return _store.Change(key, value, revision) ? Revision(key, response) : Results.StatusCode(412);
    }

    private IResult Revision(string key, HttpResponse response)
    {
        if (_store.Values(key) is not { } values)
            return Results.NotFound();

        response.Headers.ETag = $"\"{values.Count}\"";
        return Text("{}");
    }

    private static IResult Text(string json) => Results.Text(json, "application/json");
}
