using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Actors.Conformance;
using Actors.Harness;

[assembly: AssemblyFixture(typeof(DemoRegion))]

namespace Actors.Conformance;

/// <summary>A one-process region with a few features, and the Node clients that ask it.</summary>
public sealed class DemoRegion : IAsyncLifetime
{
    private static readonly string _clients = Path.Combine(Checkout.Root, "tests", "Conformance", "clients");
    private readonly string _adminToken = $"actors_admin_{Guid.NewGuid():N}";
    private TestDatabase _database = null!;
    private RegionProcess _region = null!;
    private string _clientKey = "";

    public async ValueTask InitializeAsync()
    {
        await Run(Path.Combine(Checkout.Root, "deploy", "local", "node-packages"), ["."], "");
        _database = await TestDatabase.Create();
        var settings = new Dictionary<string, string>
        {
            ["Actors:Access:BootstrapTokenHash"] =
                Secret.Hash(_adminToken),
        };
        _region = await RegionProcess.OneProcessRegion("conformance", _database.ConnectionString, settings).Start();
        await CreateFeatures();
    }

    public async ValueTask DisposeAsync()
    {
        await _region.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Runs one of the client scripts and reads what it prints.</summary>
    public async Task<JsonNode> Ask(string script, JsonObject input, CancellationToken cancellation)
    {
        input["baseUrl"] = _region.Url.AbsoluteUri.TrimEnd('/');
        input["key"] = _clientKey;
        return JsonNode.Parse(await Run("node", [script], input.ToJsonString()).WaitAsync(cancellation))!;
    }

    private static async Task<string> Run(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _clients,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
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
        using var admin = new HttpClient { BaseAddress = _region.Url };
        admin.DefaultRequestHeaders.Authorization = new("Bearer", _adminToken);
        await Until.True(
            async () =>
            {
                using var answer = await admin.GetAsync("/v1/whoami");
                return answer.IsSuccessStatusCode;
            },
            "the region knows the bootstrap token");
        await Post(admin, "/v1/projects", """{"key":"app","name":"App","environments":["production"]}""");
        var features = await File.ReadAllTextAsync(Path.Combine(_clients, "features.json"));
        await Post(admin, "/v1/projects/app/import", features);
        var key = await Post(
            admin,
            "/v1/projects/app/environments/production/keys",
            """{"name":"conformance","kind":"client","origins":[]}""");
        _clientKey = key["key"]!.GetValue<string>();
        using var app = new HttpClient { BaseAddress = _region.Url };
        app.DefaultRequestHeaders.Authorization = new("Bearer", _clientKey);
        await Until.True(
            async () =>
            {
                using var answer = await app.PostAsync("/ofrep/v1/evaluate/flags", Json("""{"context":{}}"""));
                return answer.IsSuccessStatusCode;
            },
            "the gateway knows the key");
    }

    private static async Task<JsonNode> Post(HttpClient admin, string path, string body)
    {
        using var response = await admin.PostAsync(path, Json(body));
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {answer}");
        return JsonNode.Parse(answer)!;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
