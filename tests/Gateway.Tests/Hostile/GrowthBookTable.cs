using System.Text;
using static Actors.Gateway.Tests.Hostile.HostileRequest;

namespace Actors.Gateway.Tests.Hostile;

/// <summary>What may be wrong with a request of a GrowthBook SDK, or of who pretends to be one?</summary>
internal static class GrowthBookTable
{
    private const string Eval = "/api/eval/" + Samples.ClientSecret;
    private const string Payload = "/api/features/" + Samples.ServerSecret;
    private const string Events = "/ofrep/v1/events/";

    public static IEnumerable<HostileRequest> Requests =>
        Bodies.Concat(Attributes).Concat(Forced).Concat(Keys).Concat(Methods).Concat(Headers)
            .Select(request => request with { Name = $"GrowthBook: {request.Name}" });

    private static IEnumerable<HostileRequest> Bodies =>
    [
        Text("no body", "", 400, "invalid-context"),
        Text("no JSON", "hello", 400, "invalid-context"),
        Text("half a document", """{"attributes":{"a":""", 400, "invalid-context"),
        Text("a list", "[]", 400, "invalid-context"),
        Text("a null", "null", 400, "invalid-context"),
        Text("trailing garbage", "{}garbage", 400, "invalid-context"),
        Text("a comment", "/* hi */{}", 400, "invalid-context"),
        Text("a raw NUL", "{\"attributes\":{\"a\":\"\0\"}}", 400, "invalid-context"),
        Of("invalid UTF-8", Eval, 400, "invalid-context",
            body: [.. "{\"attributes\":{\"a\":\""u8, 0xC0, 0xAF, .. "\"}}"u8]),
        Of("a compressed body", Eval, 415, "unsupported-content-encoding", headers: "Content-Encoding: gzip\r\n",
            body: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]),
        Text("300 KB", $"{{\"attributes\":{{\"a\":\"{new string('x', 300_000)}\"}}}}", 413, "body-too-large"),
        new("a body that never comes", Of("", Eval, 0, null, headers: "Content-Length: 100\r\n", length: false).Bytes,
            408, "request-timeout"),
    ];

    private static IEnumerable<HostileRequest> Attributes =>
    [
        Text("attributes that are a text", """{"attributes":"x"}""", 400, "invalid-context"),
        Text("attributes that are a list", """{"attributes":[]}""", 400, "invalid-context"),
        Text("an escaped NUL", """{"attributes":{"id":"\u0000"}}""", 200, null),
        Text("a lone surrogate as value", """{"attributes":{"id":"\ud800"}}""", 400, "invalid-context"),
        Text("a lone surrogate as name", """{"attributes":{"\udfff":1}}""", 400, "invalid-context"),
        Text("__proto__", """{"attributes":{"__proto__":{"x":1},"constructor":{}},"__proto__":{}}""", 200, null),
        Text("depth 200", "{\"attributes\":{\"a\":" + new string('[', 200) + new string(']', 200) + "}}", 400,
            "invalid-context"),
        Text("10,000 attributes", "{\"attributes\":{" + Members(10_000, "1") + "}}", 400, "invalid-context"),
        Text("an id of 1,025 letters", $$$"""{"attributes":{"id":"{{{new string('k', 1025)}}}"}}""", 400,
            "invalid-context"),
        Text("attributes twice", """{"attributes":[],"attributes":{}}""", 200, null),
        Text("unknown members", """{"attributes":{},"stickyBuckets":[1],"x":{"y":[]}}""", 200, null),
    ];

    private static IEnumerable<HostileRequest> Forced =>
    [
        Text("forced variations that are a list", """{"forcedVariations":[1]}""", 400, "invalid-context"),
        Text("a forced variation that is a text", """{"forcedVariations":{"a":"1"}}""", 400, "invalid-context"),
        Text("a forced variation of half", """{"forcedVariations":{"a":0.5}}""", 400, "invalid-context"),
        Text("a forced variation beyond all", """{"forcedVariations":{"a":1e99}}""", 400, "invalid-context"),
        Text("a forced variation that is not there", """{"forcedVariations":{"a":-7,"b":2147483647}}""", 200, null),
        Text("1,001 forced variations", "{\"forcedVariations\":{" + Members(1001, "0") + "}}", 400,
            "invalid-context"),
        Text("a forced name that is broken", """{"forcedVariations":{"\ud800":1}}""", 400, "invalid-context"),
        Text("forced features that are a text", """{"forcedFeatures":"x"}""", 400, "invalid-context"),
        Text("forced features that are no pairs", """{"forcedFeatures":[["a"]]}""", 400, "invalid-context"),
        Text("forced features without names", """{"forcedFeatures":[[1,2]]}""", 400, "invalid-context"),
        Text("a forced value that is broken", """{"forcedFeatures":[["dark-mode","\ud800"]]}""", 400,
            "invalid-context"),
        Text("forced features of prototypes", """{"forcedFeatures":{"__proto__":1,"toString":2}}""", 200, null),
        Text("1,001 forced features", "{\"forcedFeatures\":{" + Members(1001, "0") + "}}", 400, "invalid-context"),
        Text("an address that is a number", """{"url":7}""", 400, "invalid-context"),
        Text("an address that is none", """{"url":"::::%zz?a=%ff&&=="}""", 200, null),
        Text("an address of 9,000 letters", $$"""{"url":"{{new string('u', 9000)}}"}""", 400, "invalid-context"),
    ];

    private static IEnumerable<HostileRequest> Keys =>
    [
        Get("a wrong key", "/api/features/wrong", 400, "sdk-key-unknown"),
        Get("a key of odd letters", "/api/features/%3Cscript%3E%F0%9F%92%A9", 400, "sdk-key-unknown"),
        Get("a key of 4,000 letters", "/api/features/" + new string('k', 4000), 400, "sdk-key-unknown"),
        Get("the hash for a key", "/api/features/" + Samples.Hash(Samples.ServerSecret), 400, "sdk-key-unknown"),
        Get("no key", "/api/features/", 404, "not-found"),
        Get("a key and more", Payload + "/more", 404, "not-found"),
        Get("a client key where rules are", "/api/features/" + Samples.ClientSecret, 403, "rules-not-allowed"),
        Get("a stream for a wrong key", "/sub/wrong", 400, "sdk-key-unknown"),
        Get("a stream for no key", "/sub", 404, "not-found"),
        Get("a stream for a wrong token", Events + "0123456789abcdef0123456789abcdef", 401, "sdk-key-unknown"),
        Get("a stream for a key as token", Events + Samples.ClientSecret, 401, "sdk-key-unknown"),
        Of("evaluation for a wrong key", "/api/eval/wrong", 400, "sdk-key-unknown", body: "{}"u8.ToArray()),
        Of("evaluation without a key", "/api/eval", 404, "not-found", body: "{}"u8.ToArray()),
    ];

    private static IEnumerable<HostileRequest> Methods =>
    [
        Get("evaluation by GET", Eval, 405, "method-not-allowed"),
        Of("the payload by POST", Payload, 405, "method-not-allowed", body: "{}"u8.ToArray()),
        Of("the payload by DELETE", Payload, 405, "method-not-allowed", "DELETE"),
        Of("a stream by POST", "/sub/" + Samples.ServerSecret, 405, "method-not-allowed", body: "{}"u8.ToArray()),
        Of("a preflight from elsewhere", Payload, 403, "origin-not-allowed", "OPTIONS",
            "Origin: https://evil.example\r\nAccess-Control-Request-Method: GET\r\n"),
        Of("a page from elsewhere", Eval, 403, "origin-not-allowed", headers: "Origin: https://evil.example\r\n",
            body: "{}"u8.ToArray()),
    ];

    private static IEnumerable<HostileRequest> Headers =>
    [
        Of("codings of all kinds", Payload, 200, null, "GET",
            "Accept-Encoding: ;q=,,*;q=9,br;q=-1,gzip;q=1e9," + new string('a', 5000) + "\r\n"),
        Of("an endless If-None-Match", Payload, 200, null, "GET", $"If-None-Match: {new string(',', 8000)}\r\n"),
        Of("a range", Payload, 200, null, "GET", "Range: bytes=5-1\r\n"),
        Of("a payload with a body", Payload, 200, null, "GET", body: new byte[1000]),
    ];

    private static HostileRequest Text(string name, string body, int status, string? problem) =>
        Of(name, Eval, status, problem, body: Encoding.UTF8.GetBytes(body));

    private static HostileRequest Get(string name, string path, int status, string problem) =>
        Of(name, path, status, problem, "GET");

    private static string Members(int count, string value) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => $"\"a{i}\":{value}"));
}
