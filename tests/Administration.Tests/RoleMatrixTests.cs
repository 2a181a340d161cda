using System.Collections.Concurrent;
using System.Text.Json;
using Actors.Gateway.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Administration.Tests;

/// <summary>Every endpoint and every role: who is let in?</summary>
public sealed class RoleMatrixTests(Region region)
{
    private const string None = "none";
    private const string Viewer = "viewer";
    private const string Editor = "editor";
    private const string Admin = "admin";

    /// <summary>Admin of all projects; one of a single project is refused.</summary>
    private const string Operator = "operator";

    // No such project: who is let in hears 404 or worse about it, and nothing is changed by asking.
    private const string Project = "/v1/projects/matrix";
    private const string Feature = Project + "/features/f";
    private const string Experiment = Project + "/experiments/e";
    private const string Environment = Project + "/environments/e";

    /// <summary>Method, path, and the least role that is let in.</summary>
    public static readonly TheoryData<string, string, string> Endpoints = new()
    {
        { "GET", "/v1/whoami", None },
        { "GET", "/v1/projects", None },
        { "POST", "/v1/projects", None },
        { "GET", "/v1/tokens", Operator },
        { "POST", "/v1/tokens", Operator },
        { "DELETE", "/v1/tokens/t", Operator },
        { "GET", "/v1/audit", Operator },
        { "GET", Project, Viewer },
        { "PUT", Project, Admin },
        { "PATCH", Project, Admin },
        { "DELETE", Project, Admin },
        { "GET", Project + "/audit", Viewer },
        { "POST", Project + "/import", Admin },
        { "GET", Project + "/export", Viewer },
        { "GET", Project + "/batches/b", Viewer },
        { "GET", Project + "/environments", Viewer },
        { "GET", Environment, Viewer },
        { "PUT", Environment, Admin },
        { "PATCH", Environment, Admin },
        { "DELETE", Environment, Admin },
        { "GET", Environment + "/propagation", Viewer },
        { "GET", Environment + "/ruleset", Viewer },
        { "POST", Environment + "/copy", Admin },
        { "GET", Environment + "/contextual-bandits", Viewer },
        { "PUT", Environment + "/contextual-bandits/b", Editor },
        { "DELETE", Environment + "/contextual-bandits/b", Editor },
        { "GET", Environment + "/users/u", Viewer },
        { "DELETE", Environment + "/users/u", Admin },
        { "GET", Environment + "/users/u/replay", Viewer },
        { "PUT", Environment + "/users/u/override/experiments/x", Editor },
        { "PUT", Environment + "/users/u/override/features/f", Editor },
        { "DELETE", Environment + "/users/u/override/experiments/x", Editor },
        { "DELETE", Environment + "/users/u/override/features/f", Editor },
        { "GET", Environment + "/keys", Viewer },
        { "POST", Environment + "/keys", Admin },
        { "DELETE", Environment + "/keys/k", Admin },
        { "GET", Project + "/saved-groups", Viewer },
        { "GET", Project + "/saved-groups/g", Viewer },
        { "PUT", Project + "/saved-groups/g", Editor },
        { "DELETE", Project + "/saved-groups/g", Admin },
        { "GET", Project + "/metrics", Viewer },
        { "GET", Project + "/metrics/m", Viewer },
        { "PUT", Project + "/metrics/m", Editor },
        { "DELETE", Project + "/metrics/m", Admin },
        { "GET", "/v1/schemas/experiment", None },
        { "GET", Project + "/experiments", Viewer },
        { "GET", Experiment, Viewer },
        { "PUT", Experiment, Editor },
        { "PATCH", Experiment, Editor },
        { "POST", Experiment + "/start", Editor },
        { "POST", Experiment + "/pause", Editor },
        { "POST", Experiment + "/resume", Editor },
        { "POST", Experiment + "/stop", Editor },
        { "POST", Experiment + "/archive", Editor },
        { "POST", Experiment + "/unarchive", Editor },
        { "POST", Experiment + "/grow", Editor },
        { "POST", Experiment + "/allocation", Editor },
        { "POST", Experiment + "/allocation/preview", Viewer },
        { "POST", Experiment + "/what-if", Viewer },
        { "GET", Project + "/layers", Viewer },
        { "GET", Project + "/layers/l", Viewer },
        { "PUT", Project + "/layers/l", Editor },
        { "GET", Experiment + "/revisions", Viewer },
        { "GET", Experiment + "/revisions/1", Viewer },
        { "POST", Experiment + "/restore", Editor },
        { "GET", Experiment + "/results", Viewer },
        { "GET", Experiment + "/results/stream", Viewer },
        { "GET", Project + "/alarms", Viewer },
        { "GET", Project + "/alarms/stream", Viewer },
        { "GET", Project + "/features", Viewer },
        { "GET", Feature, Viewer },
        { "PUT", Feature, Editor },
        { "PATCH", Feature, Editor },
        { "DELETE", Feature, Admin },
        { "POST", Feature + "/archive", Editor },
        { "POST", Feature + "/unarchive", Editor },
        { "GET", Feature + "/history", Viewer },
        { "GET", Feature + "/revisions/1", Viewer },
        { "GET", Feature + "/diff?from=1&to=2", Viewer },
        { "POST", Feature + "/revert", Editor },
    };

    private static readonly ConcurrentDictionary<string, Task<Api>> _bearers = new();

    private static readonly string[] _ladder = [None, Viewer, Editor, Admin, Operator];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Only_the_roles_of_the_table_are_let_in(string method, string path, string least)
    {
        Assert.Equal(401, (await Ask(region.Api(null), method, path)).Status);
        Assert.Equal(401, (await Ask(region.Api("actors_admin_invented"), method, path)).Status);
        foreach (var role in _ladder)
        {
            var reply = await Ask(await Bearer(role), method, path);
            var allowed = Array.IndexOf(_ladder, role) >= Array.IndexOf(_ladder, least);
            Assert.True(
                allowed ? reply.Status is not (401 or 403) and < 500 : reply is { Status: 403, Problem: "forbidden" },
                $"{role}: {reply}");
        }
    }

    [Fact]
    public void The_table_names_every_endpoint()
    {
        var endpoints = region.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<RoleRequirement>() is not null);
        Assert.Equal(Endpoints.Count, endpoints.Count());
        var open = region.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<RoleRequirement>() is null);
        Assert.Empty(open);
    }

    [Fact]
    public async Task A_project_is_created_by_its_admin_or_one_of_all_projects()
    {
        var key = $"p-{Guid.NewGuid():N}";
        var body = $$"""{"key":"{{key}}","environments":["production"]}""";
        Assert.Equal(403, (await (await region.As(("other", Admin))).Send("POST", "/v1/projects", body)).Status);
        Assert.Equal(403, (await (await region.As((key, Editor))).Send("POST", "/v1/projects", body)).Status);
        Assert.Equal(201, (await (await region.As((key, Admin))).Send("POST", "/v1/projects", body)).Status);
    }

    private Task<Api> Bearer(string role) => _bearers.GetOrAdd(role, _ => role switch
    {
        None => region.As(("another", Admin)),
        Operator => region.As(("*", Admin)),
        _ => region.As(("matrix", role)),
    });

    // A body that no endpoint takes: authorisation comes before it is read.
    private static Task<Reply> Ask(Api api, string method, string path) =>
        api.Send(method, path, method is "GET" or "DELETE" ? null : JsonSerializer.Serialize("no object"));
}
