using System.Text;
using static Actors.Gateway.Tests.Hostile.HostileRequest;

namespace Actors.Gateway.Tests.Hostile;

/// <summary>
/// What may somebody without a token try on administration? Nothing is read, and no actor hears of it.
/// </summary>
internal static class AdministrationTable
{
    private const string Project = "/v1/projects/shop";
    private const string Features = Project + "/features";
    private const string Experiment = Project + "/experiments/e";
    private const string Environments = Project + "/environments";

    private static readonly (string Method, string Path)[] _endpoints =
    [
        ("GET", "/v1/projects"), ("POST", "/v1/projects"), ("GET", Project), ("PUT", Project), ("PATCH", Project),
        ("DELETE", Project), ("GET", Features), ("GET", Features + "/x"), ("PUT", Features + "/x"),
        ("PATCH", Features + "/x"),
        ("DELETE", Features + "/x"), ("POST", Features + "/x/archive"), ("GET", Features + "/x/history"),
        ("GET", Features + "/x/diff"), ("POST", Features + "/x/revert"), ("GET", Environments),
        ("PUT", Environments + "/p"), ("DELETE", Environments + "/p"), ("GET", Environments + "/p/propagation"),
        ("GET", Environments + "/p/ruleset"), ("GET", Environments + "/p/keys"), ("POST", Environments + "/p/keys"),
        ("DELETE", Environments + "/p/keys/k"), ("POST", Project + "/import"), ("GET", Project + "/export"),
        ("PATCH", Environments + "/p"), ("GET", Project + "/saved-groups"), ("GET", Project + "/saved-groups/g"),
        ("PUT", Project + "/saved-groups/g"), ("DELETE", Project + "/saved-groups/g"), ("GET", Project + "/metrics"),
        ("GET", Project + "/metrics/m"), ("PUT", Project + "/metrics/m"), ("DELETE", Project + "/metrics/m"),
        ("GET", Environments + "/p/contextual-bandits"), ("PUT", Environments + "/p/contextual-bandits/b"),
        ("DELETE", Environments + "/p/contextual-bandits/b"), ("GET", Project + "/audit"), ("GET", "/v1/audit"),
        ("GET", Experiment), ("PUT", Experiment), ("PATCH", Experiment), ("POST", Experiment + "/start"),
        ("POST", Experiment + "/stop"), ("POST", Experiment + "/allocation"), ("POST", Experiment + "/restore"),
        ("GET", Project + "/layers"), ("PUT", Project + "/layers/l"),
    ];

    public static IEnumerable<HostileRequest> Requests =>
        _endpoints.SelectMany(endpoint => Without(endpoint.Method, endpoint.Path))
        .Concat(
        [
            Of("administration by an unknown method", Project, 405, "method-not-allowed", "BREW", authorized: false),
            Of("a project of odd letters", "/v1/projects/%3Cscript%3E", 401, "token-missing", "GET", authorized: false),
            Of("a revision that is no number", Features + "/x/revisions/abc", 404, "not-found", "GET",
                authorized: false),
        ]);

    private static IEnumerable<HostileRequest> Without(string method, string path) =>
    [
        Of($"{method} {path} without a token", path, 401, "token-missing", method, authorized: false,
            body: "{}"u8.ToArray()),
        Of($"{method} {path} with a broken scheme", path, 401, "token-missing", method, "Authorization: \t,=,\r\n",
            Encoding.UTF8.GetBytes("\0garbage\ud7ff"), authorized: false),
    ];
}
