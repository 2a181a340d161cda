using System.Text;

namespace Actors.Administration.Tests;

/// <summary>One request that must be answered in a defined way and change nothing.</summary>
/// <param name="Path">"{p}" stands for a project with the feature "f" and the key "k" in "production".</param>
/// <param name="Body">Text, bytes or null.</param>
/// <param name="Code">The problem's code; "" where the framework answers.</param>
public sealed record HostileRequest(
    string Name, string Method, string Path, object? Body, int Status, string Code, params string[] Headers)
{
    public override string ToString() => Name;
}

/// <summary>What strangers and broken tools send to the administration.</summary>
public static class HostileAdminRequests
{
    private const string Feature = "/v1/projects/{p}/features/f";
    private const string New = "/v1/projects/{p}/features/new";
    private const string Keys = "/v1/projects/{p}/environments/production/keys";
    private const string Group = "/v1/projects/{p}/saved-groups/g";
    private const string Bandit = "/v1/projects/{p}/environments/production/contextual-bandits/b";
    private const string Import = "/v1/projects/{p}/import";
    private const string Boolean = """{"type":"boolean","defaultValue":true}""";

    private static readonly string _deep = new string('[', 5_000) + new string(']', 5_000);

    public static IEnumerable<HostileRequest> All() =>
    [
        .. Bodies(), .. Conditions(), .. Features(), .. Projects(), .. Groups(), .. Secrets(), .. Transfers(),
        .. Addresses(),
    ];

    private static IEnumerable<HostileRequest> Bodies() =>
    [
        new("empty body", "PUT", New, "", 400, "json-invalid"),
        new("not JSON", "PUT", New, "type=boolean", 400, "json-invalid"),
        new("cut off", "PUT", New, """{"type":"boolean",""", 400, "json-invalid"),
        new("trailing garbage", "PUT", New, Boolean + "}", 400, "json-invalid"),
        new("two values", "PUT", New, Boolean + Boolean, 400, "json-invalid"),
        new("comment in JSON", "PUT", New, "/* hi */" + Boolean, 400, "json-invalid"),
        new("too deep", "PUT", New, $$"""{"type":"json","defaultValue":{{_deep}}}""", 400, "json-invalid"),
        new("repeated member", "PUT", New,
            """{"type":"boolean","type":"json","defaultValue":1}""", 400, "json-invalid"),
        new("not UTF-8", "PUT", New, (byte[])[0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d], 400, "json-invalid"),
        new("UTF-16", "PUT", New, Encoding.Unicode.GetBytes(Boolean), 400, "json-invalid"),
        new("half a character", "PUT", New, """{"type":"string","defaultValue":"\ud800"}""", 400, "json-invalid"),
        new("half a character in a name", "PUT", New,
            """{"type":"json","defaultValue":{"\udc00":1}}""", 400, "json-invalid"),
        new("no media type", "PUT", New, Boolean, 415, "unsupported-media-type", "Content-Type:"),
        new("a form", "PUT", New,
            "a=b", 415, "unsupported-media-type", "Content-Type: application/x-www-form-urlencoded"),
        new("XML", "PATCH", Feature, "<f/>", 415, "unsupported-media-type", "Content-Type: application/xml"),
        new("unknown member of a record", "POST", "/v1/projects", """{"key":"x","admin":true}""", 400, "json-invalid"),
        new("wrong type of a member", "POST", "/v1/projects", """{"key":7}""", 400, "json-invalid"),
        new("other letter case", "POST", "/v1/projects", """{"Key":"x"}""", 400, "json-invalid"),
        new("null instead of an object", "POST", Feature + "/revert", "null", 400, "json-invalid"),
        new("member missing", "POST", Feature + "/revert", "{}", 400, "json-invalid"),
    ];

    private static IEnumerable<HostileRequest> Conditions() =>
    [
        new("revision without quotes", "PUT", Feature, Boolean, 400, "header-invalid", "If-Match: 1"),
        new("weak tag", "PUT", Feature, Boolean, 400, "header-invalid", "If-Match: W/\"1\""),
        new("negative revision", "PUT", Feature, Boolean, 400, "header-invalid", "If-Match: \"-1\""),
        new("both conditions", "PUT", Feature, Boolean, 400, "header-invalid", "If-Match: *", "If-None-Match: *"),
        new("revision of the future", "PUT", Feature, Boolean, 412, "revision-stale", "If-Match: \"999\""),
        new("operation id with spaces", "PUT", New, Boolean, 400, "header-invalid", "Idempotency-Key: a b"),
        new("operation id too long", "PUT", New,
            Boolean, 400, "header-invalid", "Idempotency-Key: " + new string('x', 129)),
        new("comment too long in the query", "PUT", New + "?comment=" + new string('x', 1_001), Boolean,
            422, "comment-invalid"),
        new("comment too long in the body", "POST", Feature + "/revert",
            $$"""{"revision":1,"comment":"{{new string('x', 1_001)}}"}""", 422, "comment-invalid"),
        new("comment too long", "PUT", New, Boolean, 422, "comment-invalid", "X-Comment: " + new string('x', 1_001)),
    ];

    private static IEnumerable<HostileRequest> Features() =>
    [
        new("an array as a feature", "PUT", New, "[]", 422, "feature-invalid"),
        new("an empty feature", "PUT", New, "{}", 422, "feature-invalid"),
        new("unknown type", "PUT", New, """{"type":"colour","defaultValue":1}""", 422, "feature-invalid"),
        new("default of another type", "PUT", New,
            """{"type":"boolean","defaultValue":"yes"}""", 422, "feature-invalid"),
        new("unknown member", "PUT", New, """{"type":"boolean","defaultValue":true,"x":1}""", 422, "feature-invalid"),
        new("another key", "PUT", New,
            """{"key":"other","type":"boolean","defaultValue":true}""", 422, "feature-invalid"),
        new("unknown environment", "PUT", New, InEnvironment("moon", "[]"), 422, "feature-invalid"),
        new("rules are no array", "PUT", New, InEnvironment("production", "{}"), 422, "feature-invalid"),
        new("a rule is no object", "PUT", New, InEnvironment("production", "[1]"), 422, "feature-invalid"),
        new("forced value of another type", "PUT", New,
            InEnvironment("production", """[{"force":1}]"""), 422, "feature-invalid"),
        new("patch to nonsense", "PATCH", Feature, """{"type":null}""", 422, "feature-invalid"),
        new("patch is an array", "PATCH", Feature, "[]", 422, "feature-invalid"),
        new("patch of nothing", "PATCH", New, "{}", 404, "feature-not-found"),
        new("archive nothing", "POST", New + "/archive", null, 404, "feature-not-found"),
        new("delete nothing", "DELETE", New, null, 404, "feature-not-found"),
        new("feature of no project", "PUT", "/v1/projects/no-such-project/features/f",
            Boolean, 404, "project-not-found"),
        new("revert to the future", "POST", Feature + "/revert", """{"revision":99}""", 404, "revision-not-found"),
        new("revert to before", "POST", Feature + "/revert", """{"revision":-1}""", 404, "revision-not-found"),
        new("revision overflows", "GET", Feature + "/revisions/99999999999999999999", null, 404, ""),
        new("greatest revision", "GET", Feature + "/revisions/9223372036854775807", null, 404, "revision-not-found"),
        new("diff of nothing", "GET", Feature + "/diff", null, 400, "parameter-invalid"),
        new("diff of words", "GET", Feature + "/diff?from=a&to=b", null, 400, "parameter-invalid"),
        new("history of nothing", "GET", New + "/history", null, 404, "feature-not-found"),
        new("history without end", "GET", Feature + "/history?limit=100000", null, 400, "parameter-invalid"),
        new("page of nothing", "GET", "/v1/projects/{p}/features?limit=0", null, 400, "parameter-invalid"),
        new("page of everything", "GET", "/v1/projects/{p}/features?limit=2147483648", null, 400, "parameter-invalid"),
        new("type of a list", "GET", "/v1/projects/{p}/features?type=7", null, 400, "parameter-invalid"),
        new("text of a novel", "GET", "/v1/projects/{p}/features?text=" + new string('x', 201),
            null, 400, "parameter-invalid"),
    ];

    private static IEnumerable<HostileRequest> Projects() =>
    [
        new("project without a key", "POST", "/v1/projects", "{}", 422, "project-invalid"),
        new("project with a bad key", "POST", "/v1/projects", """{"key":"../etc"}""", 422, "project-invalid"),
        new("no environments", "PUT", "/v1/projects/{p}", """{"environments":[]}""", 422, "project-invalid"),
        new("bad environment", "PUT", "/v1/projects/{p}", """{"environments":["A B"]}""", 422, "project-invalid"),
        new("null environment", "PUT", "/v1/projects/{p}", """{"environments":[null]}""", 422, "project-invalid"),
        new("delete a full project", "DELETE", "/v1/projects/{p}", null, 409, "project-not-empty"),
        new("remove no environment", "DELETE", "/v1/projects/{p}/environments/moon",
            null, 404, "environment-not-found"),
        new("ruleset of the moon", "GET", "/v1/projects/{p}/environments/moon/ruleset",
            null, 404, "environment-not-found"),
        new("audit of yesteryear", "GET", "/v1/projects/{p}/audit?before=yesterday", null, 400, "parameter-invalid"),
        new("audit without end", "GET", "/v1/projects/{p}/audit?limit=-1", null, 400, "parameter-invalid"),
    ];

    private static IEnumerable<HostileRequest> Groups() =>
    [
        new("group of no array", "PUT", Group, """{"values":{}}""", 422, "group-invalid"),
        new("group of groups", "PUT", Group, """{"values":[["a"]]}""", 422, "group-invalid"),
        new("group of everybody", "PUT", Group, """{"values":[null,true]}""", 422, "group-invalid"),
        new("group without values", "PUT", Group, "{}", 400, "json-invalid"),
        new("group with more", "PUT", Group, """{"values":[],"members":[]}""", 400, "json-invalid"),
        new("group called otherwise", "PUT", Group, """{"id":"h","values":[]}""", 422, "group-invalid"),
        new("group of NUL", "PUT", Group, """{"values":["\u0000"]}""", 422, "group-invalid"),
        new("group of half a character", "PUT", Group, """{"values":["\udc00"]}""", 400, "json-invalid"),
        new("group of an infinite number", "PUT", Group, """{"values":[1e999]}""", 422, "group-invalid"),
        new("too large a group", "PUT", Group,
            $$"""{"values":["{{new string('x', 2 << 20)}}"]}""", 422, "group-invalid"),
        new("far too large a group", "PUT", Group, new byte[(8 << 20) + 1], 413, "", "Expect: 100-continue"),
        new("group in capitals", "GET", "/v1/projects/{p}/saved-groups/G", null, 422, "key-invalid"),
        new("read no group", "GET", Group, null, 404, "group-not-found"),
        new("delete no group", "DELETE", Group, null, 404, "group-not-found"),
        new("group of no project", "PUT", "/v1/projects/no-such-project/saved-groups/g",
            """{"values":[]}""", 404, "project-not-found"),
        new("groups of no project", "GET", "/v1/projects/no-such-project/saved-groups",
            null, 404, "project-not-found"),
        new("bandit of nothing", "PUT", Bandit, "[]", 422, "bandit-invalid"),
        new("bandit without contexts", "PUT", Bandit, "{}", 422, "bandit-invalid"),
        new("bandit of words", "PUT", Bandit, """{"contexts":[{"weights":["a"]}]}""", 422, "bandit-invalid"),
        new("bandit of a third", "PUT", Bandit, """{"contexts":[{"weights":[0.3]}]}""", 422, "bandit-invalid"),
        new("bandit of NUL", "PUT", Bandit, """{"contexts":[],"a":"\u0000"}""", 422, "bandit-invalid"),
        new("too large a bandit", "PUT", Bandit,
            $$"""{"contexts":[],"a":"{{new string('x', 256 << 10)}}"}""", 422, "bandit-invalid"),
        new("bandit of the moon", "PUT", "/v1/projects/{p}/environments/moon/contextual-bandits/b",
            """{"contexts":[]}""", 404, "environment-not-found"),
        new("bandit in capitals", "PUT", "/v1/projects/{p}/environments/production/contextual-bandits/B",
            """{"contexts":[]}""", 422, "key-invalid"),
        new("permission of words", "PATCH", "/v1/projects/{p}/environments/production",
            """{"clientKeysMayFetchRules":"yes"}""", 400, "json-invalid"),
        new("permission unheard of", "PATCH", "/v1/projects/{p}/environments/production",
            """{"everybodyMayDoEverything":true}""", 400, "json-invalid"),
        new("permission of the moon", "PATCH", "/v1/projects/{p}/environments/moon",
            """{"clientKeysMayFetchRules":true}""", 404, "environment-not-found"),
    ];

    private static IEnumerable<HostileRequest> Secrets() =>
    [
        new("key of no kind", "POST", Keys, """{"name":"a","kind":"root"}""", 422, "key-invalid"),
        new("key without a name", "POST", Keys, """{"name":" ","kind":"client"}""", 422, "key-invalid"),
        new("origin with a path", "POST", Keys,
            """{"name":"a","kind":"client","origins":["https://a/b"]}""", 422, "key-invalid"),
        new("origin that is null", "POST", Keys,
            """{"name":"a","kind":"client","origins":[null]}""", 422, "key-invalid"),
        new("origin of scripts", "POST", Keys,
            """{"name":"a","kind":"client","origins":["javascript:1"]}""", 422, "key-invalid"),
        new("encryption that is no yes or no", "POST", Keys,
            """{"name":"a","kind":"server","encrypt":"aes"}""", 400, "json-invalid"),
        new("taken key id", "POST", Keys, """{"id":"k","name":"a","kind":"client"}""", 409, "key-exists"),
        new("revoke no key", "DELETE", Keys + "/none", null, 404, "key-not-found"),
        new("token without roles", "POST", "/v1/tokens", """{"name":"a","roles":{}}""", 422, "token-invalid"),
        new("token of a king", "POST", "/v1/tokens", """{"name":"a","roles":{"*":"king"}}""", 422, "token-invalid"),
        new("token of a null role", "POST", "/v1/tokens", """{"name":"a","roles":{"*":null}}""", 422, "token-invalid"),
        new("token of the past", "POST", "/v1/tokens",
            """{"name":"a","roles":{"*":"admin"},"expiresAt":"2001-01-01T00:00:00Z"}""", 422, "token-invalid"),
        new("taken token id", "POST", "/v1/tokens",
            """{"id":"bootstrap","name":"a","roles":{"*":"admin"}}""", 409, "token-exists"),
        new("revoke no token", "DELETE", "/v1/tokens/none", null, 404, "token-not-found"),
        new("another scheme", "GET", "/v1/whoami", null, 401, "token-missing", "Authorization: Basic YTpi"),
        new("empty token", "GET", "/v1/whoami", null, 401, "token-missing", "Authorization: Bearer "),
        new("endless token", "GET", "/v1/whoami", null, 401, "token-unknown",
            "Authorization: Bearer " + new string('x', 9_000)),
    ];

    private static IEnumerable<HostileRequest> Transfers() =>
    [
        new("file is an array", "POST", Import, "[]", 400, "json-invalid"),
        new("file without features", "POST", Import, "{}", 400, "json-invalid"),
        new("file with more", "POST", Import, """{"features":[],"users":[]}""", 400, "json-invalid"),
        new("file with bad settings", "POST", Import, """{"project":[],"features":[]}""", 400, "json-invalid"),
        new("groups that are no array", "POST", Import, """{"features":[],"savedGroups":{}}""", 400, "json-invalid"),
        new("groups of numbers", "POST", Import, """{"features":[],"savedGroups":[1]}""", 422, "batch-refused"),
        new("feature without a key", "POST", Import, $$"""{"features":[{{Boolean}}]}""", 422, "batch-refused"),
        new("features of numbers", "POST", Import, """{"features":[1,2]}""", 422, "batch-refused"),
        new("file into nothing", "POST", "/v1/projects/no-such-project/import",
            """{"features":[]}""", 404, "project-not-found"),
        new("too large a file", "POST", Import, new byte[(32 << 20) + 1], 413, "", "Expect: 100-continue"),
        new("too large elsewhere", "PUT", New, new byte[31 << 20], 413, "", "Expect: 100-continue"),
        new("no such batch", "GET", "/v1/projects/{p}/batches/none", null, 404, "batch-not-found"),
        new("odd batch", "GET", "/v1/projects/{p}/batches/a%20b", null, 400, "parameter-invalid"),
        new("copy from the moon", "POST", "/v1/projects/{p}/environments/staging/copy",
            """{"from":"moon"}""", 422, "copy-invalid"),
        new("copy to the moon", "POST", "/v1/projects/{p}/environments/moon/copy",
            """{"from":"staging"}""", 404, "environment-not-found"),
        new("export nothing", "GET", "/v1/projects/no-such-project/export", null, 404, "project-not-found"),
    ];

    private static IEnumerable<HostileRequest> Addresses() =>
    [
        new("project in capitals", "GET", "/v1/projects/SHOP", null, 422, "key-invalid"),
        new("feature with a slash", "GET", "/v1/projects/{p}/features/a%2Fb", null, 422, "key-invalid"),
        new("endless feature", "GET", "/v1/projects/{p}/features/" + new string('x', 129), null, 422, "key-invalid"),
        new("nothing here", "GET", "/v1/nothing", null, 404, ""),
        new("method that does not exist", "PATCH", "/v1/whoami", null, 405, ""),
    ];

    private static string InEnvironment(string name, string rules) =>
        $$$$"""
        {"type":"boolean","defaultValue":true,"environments":{"{{{{name}}}}":{"enabled":true,"rules":{{{{rules}}}}}}}
        """;
}
