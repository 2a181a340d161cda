using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Actors.Database;

namespace Actors.Resilience.Tests;

/// <summary>A region of real processes on a PostgreSQL of its own, for tests that break things.</summary>
internal sealed class TestRegion : IAsyncDisposable
{
    private static readonly string[] _environments = ["production"];
    private readonly string _adminToken = $"actors_admin_{Guid.NewGuid():N}";

    private TestRegion(PrivatePostgres database) => Database = database;

    public PrivatePostgres Database { get; }

    public List<RegionProcess> Silos { get; } = [];

    public List<TestGateway> Gateways { get; } = [];

    public string ClientKey { get; private set; } = "";

    public static async Task<TestRegion> Start(int silos, int gateways)
    {
        var region = new TestRegion(await PrivatePostgres.Create());
        Schema.Apply(region.Database.ConnectionString);
        for (var number = 0; number < silos; number++)
        {
            await region.AddSilo($"silo-{number}");
        }

        for (var number = 0; number < gateways; number++)
        {
            await region.AddGateway($"gateway-{number}");
        }

        return region;
    }

    /// <param name="program">Another build of the silo; null: the one of this checkout.</param>
    public async Task<RegionProcess> AddSilo(string name, string? program = null)
    {
        var silo = RegionProcess.Silo(name, Database.ConnectionString, Settings(name), program);
        Silos.Add(silo);
        return await silo.Start();
    }

    public async Task AddGateway(string name)
    {
        var gateway = new TestGateway(
            RegionProcess.Gateway(name, Database.ConnectionString, Settings(name)), _adminToken);
        Gateways.Add(gateway);
        await gateway.Process.Start();

        // A gateway is ready without a region; administration needs one, and the bootstrap token there.
        await Until.True(
            async () =>
            {
                using var answer = await gateway.Admin.GetAsync("/v1/whoami");
                return answer.IsSuccessStatusCode;
            },
            $"{name} reaches the region");
    }

    /// <summary>A project with number features, each 0 and enabled, and a key for its production environment.</summary>
    public async Task CreateProject(string project, IEnumerable<string> features, CancellationToken cancellation)
    {
        var admin = Gateways[0].Admin;
        await Post(admin, "/v1/projects", new { key = project, name = project, environments = _environments });
        foreach (var feature in features)
        {
            await Post(admin, $"/v1/projects/{project}/import", new { features = new[] { Number(feature) } });
        }

        var key = await Post(
            admin,
            $"/v1/projects/{project}/environments/production/keys",
            new { name = "tests", kind = "client", origins = Array.Empty<string>() });
        ClientKey = key["key"]!.GetValue<string>();

        // A new key is news like any other: it opens a gateway when the gateway has heard of it.
        await Until.True(
            async () => (await Task.WhenAll(Gateways.Select(gateway =>
                gateway.Evaluate(ClientKey, features.First(), cancellation)))).Length > 0,
            "every gateway knows the key");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in Gateways)
        {
            await gateway.DisposeAsync();
        }

        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    private static object Number(string key) => new
    {
        key,
        type = "number",
        defaultValue = 0,
        environments = new { production = new { enabled = true, rules = Array.Empty<object>() } },
    };

    private static async Task<JsonObject> Post(HttpClient admin, string path, object body)
    {
        using var response = await admin.PostAsJsonAsync(path, body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {answer}");
        return JsonNode.Parse(answer)!.AsObject();
    }

    private Dictionary<string, string> Settings(string name) => new()
    {
        ["Actors:Region"] = "test",
        ["Actors:Gateway:Name"] = name,
        ["Actors:Access:BootstrapTokenHash"] =
            Secret.Hash(_adminToken),
    };
}
