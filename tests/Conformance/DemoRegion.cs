using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Actors.Conformance;
using Actors.Harness;

[assembly: AssemblyFixture(typeof(DemoRegion))]

namespace Actors.Conformance;

/// <summary>A one-process region with a few features, a gateway beside it, and Node clients that ask them.</summary>
public sealed class DemoRegion : IAsyncLifetime
{
    private static readonly string _clients = Path.Combine(Checkout.Root, "tests", "Conformance", "clients");
    private readonly string _adminToken = $"actors_admin_{Guid.NewGuid():N}";
    private readonly HttpClient _admin = new();
    private TestDatabase _database = null!;
    private RegionProcess _region = null!;
    private RegionProcess _strict = null!;

    /// <summary>Of the environment "production" of the project "app".</summary>
    public string ClientKey { get; private set; } = "";

    /// <inheritdoc cref="ClientKey"/>
    public string ServerKey { get; private set; } = "";

    /// <summary>Asks whatever an app asks; without a key of its own.</summary>
    public HttpClient App { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Run(Path.Combine(Checkout.Root, "deploy", "local", "node-packages"), ["."], "");
        _database = await TestDatabase.Create();
        var settings = new Dictionary<string, string>
        {
            ["Actors:Access:BootstrapTokenHash"] = Secret.Hash(_adminToken),
        };
        _region = await RegionProcess.OneProcessRegion("conformance", _database.ConnectionString, settings).Start();
        var limits = new Dictionary<string, string> { ["Actors:Gateway:Limits:KeyRequestsPerSecond"] = "1" };
        _strict = RegionProcess.Gateway("conformance-strict", _database.ConnectionString, limits);
        _strict.Launch();
        App.BaseAddress = _admin.BaseAddress = _region.Url;
        _admin.DefaultRequestHeaders.Authorization = new("Bearer", _adminToken);
        await CreateFeatures();
        await _strict.Ready();
        await Knows(_strict.Url, ClientKey);
        await Knows(_strict.Url, ServerKey);
    }

    public async ValueTask DisposeAsync()
    {
        App.Dispose();
        _admin.Dispose();
        await _strict.DisposeAsync();
        await _region.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Runs one of the client scripts and reads what it prints.</summary>
    /// <param name="input">Its "key" is the client key, unless it names another.</param>
    /// <param name="strictly">Whether it asks the gateway that takes two requests of a key, and one a second.</param>
    public async Task<JsonNode> Ask(
        string script, JsonObject input, CancellationToken cancellation, bool strictly = false)
    {
        input["baseUrl"] = (strictly ? _strict : _region).Url.AbsoluteUri.TrimEnd('/');
        input["key"] ??= ClientKey;
        input["adminToken"] = _adminToken;
        return JsonNode.Parse(await Run("node", [script], input.ToJsonString()).WaitAsync(cancellation))!;
    }

    /// <summary>Asks the administration, and reads what it answers, which must be a success.</summary>
    public async Task<JsonNode> Administer(HttpMethod method, string path, string? body)
    {
        using var response = await TryAdminister(method, path, body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {answer}");
        return JsonNode.Parse(answer)!;
    }

    public async Task<HttpResponseMessage> TryAdminister(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : Json(body),
        };
        return await _admin.SendAsync(request);
    }

    /// <summary>A new SDK key, which the gateway knows already.</summary>
    /// <param name="environment">"project/environments/name".</param>
    public async Task<JsonNode> IssueKey(string environment, string kind, bool encrypt = false)
    {
        var key = await Administer(
            HttpMethod.Post,
            $"/v1/projects/{environment}/keys",
            new JsonObject
            {
                ["name"] = encrypt ? $"{kind}-secret" : kind,
                ["kind"] = kind,
                ["origins"] = new JsonArray(),
                ["encrypt"] = encrypt,
            }.ToJsonString());
        await Knows(_region.Url, key["key"]!.GetValue<string>());
        return key;
    }

    /// <summary>A project with the environment "production".</summary>
    public Task<JsonNode> NewProject(string key) => Administer(
        HttpMethod.Post, "/v1/projects", $$"""{"key":"{{key}}","name":"{{key}}","environments":["production"]}""");

    /// <summary>Puts an override, and waits until the gateway gives the subject what it says.</summary>
    /// <param name="project">In the environment "production" of it.</param>
    /// <param name="target">Such as "features/colour".</param>
    /// <param name="flag">Whose value shows it.</param>
    public async Task Override(
        string project, string key, string subject, string target, string body, string flag, string value)
    {
        using var decided = await TryAdminister(
            HttpMethod.Put, $"/v1/projects/{project}/environments/production/users/{subject}/override/{target}", body);
        Assert.True(decided.IsSuccessStatusCode, await decided.Content.ReadAsStringAsync());
        var context = $$$"""{"context":{"targetingKey":"{{{subject}}}"}}""";
        await Until.True(
            async () => (await Post(key, $"/ofrep/v1/evaluate/flags/{flag}", context))
                .Contains($"\"{value}\"", StringComparison.Ordinal),
            "the gateway knows of the override");
    }

    /// <summary>Asks as an app; answers the body, whatever the status.</summary>
    public async Task<string> Post(string key, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        request.Headers.Authorization = new("Bearer", key);
        using var answer = await App.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The results of an experiment, once they are as wanted.</summary>
    public async Task<JsonNode> Results(string project, string experiment, Func<JsonNode, bool> isWanted)
    {
        JsonNode? seen = null;
        try
        {
            return await Until.Some(
                async () =>
                {
                    seen = await Administer(
                        HttpMethod.Get, $"/v1/projects/{project}/experiments/{experiment}/results", null);
                    return isWanted(seen) ? seen : null;
                },
                "the results are as wanted");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"What was seen last is {seen?.ToJsonString()}", late);
        }
    }

    /// <summary>Runs a program that was written for a gateway of ./run, with a key in its environment.</summary>
    /// <returns>What it prints.</returns>
    public Task<string> RunText(string program, string key, CancellationToken cancellation) => Run(
        "node",
        ["--input-type=module", "-"],
        program.Replace("http://127.0.0.1:8080", _region.Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal),
        ("KEY", key)).WaitAsync(cancellation);

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task Knows(Uri gateway, string key)
    {
        using var app = new HttpClient { BaseAddress = gateway };
        app.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await Until.True(
            async () =>
            {
                using var answer = await app.PostAsync("/ofrep/v1/evaluate/flags", Json("""{"context":{}}"""));
                return answer.IsSuccessStatusCode;
            },
            "the gateway knows the key");
    }

    private static async Task<string> Run(
        string program, string[] arguments, string input, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _clients,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await complaints}");
        return await output;
    }

    private async Task CreateFeatures()
    {
        await Until.True(
            async () =>
            {
                using var answer = await _admin.GetAsync("/v1/whoami");
                return answer.IsSuccessStatusCode;
            },
            "the region knows the bootstrap token");
        await Administer(
            HttpMethod.Post, "/v1/projects", """{"key":"app","name":"App","environments":["production"]}""");
        var features = await File.ReadAllTextAsync(Path.Combine(_clients, "features.json"));
        await Administer(HttpMethod.Post, "/v1/projects/app/import", features);
        ClientKey = (await IssueKey("app/environments/production", "client"))["key"]!.GetValue<string>();
        ServerKey = (await IssueKey("app/environments/production", "server"))["key"]!.GetValue<string>();
    }
}
