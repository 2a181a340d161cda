using System.Text;
using static Actors.Gateway.Tests.Hostile.HostileRequest;

namespace Actors.Gateway.Tests.Hostile;

/// <summary>What may be wrong with an evaluation? Each of these is sent to both of its endpoints.</summary>
internal static class EvaluationTable
{
    public const string Single = "/ofrep/v1/evaluate/flags/dark-mode";
    public const string Bulk = "/ofrep/v1/evaluate/flags";
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    public static IEnumerable<HostileRequest> Requests =>
        new[] { ("single", Single), ("bulk", Bulk) }.SelectMany(
            endpoint => Texts(endpoint.Item2)
                .Concat(Contexts(endpoint.Item2)).Concat(Bytes(endpoint.Item2)).Concat(Keys(endpoint.Item2))
                .Concat(Methods(endpoint.Item2)).Concat(Types(endpoint.Item2)).Concat(Framings(endpoint.Item2))
                .Select(request => request with { Name = $"{endpoint.Item1}: {request.Name}" }));

    private static IEnumerable<HostileRequest> Texts(string path) =>
    [
        Text(path, "no body", "", 400, "parse-error"),
        Text(path, "white space only", " \t\r\n ", 400, "parse-error"),
        Text(path, "no JSON", "hello", 400, "parse-error"),
        Text(path, "half a document", """{"context":{"a":""", 400, "parse-error"),
        Text(path, "a list", "[1,2,3]", 400, "parse-error"),
        Text(path, "a number", "1e999", 400, "parse-error"),
        Text(path, "a null", "null", 400, "parse-error"),
        Text(path, "single quotes", "{'context':{}}", 400, "parse-error"),
        Text(path, "a comment", "/* hi */ {\"context\":{}}", 400, "parse-error"),
        Text(path, "a trailing comma", "{\"context\":{},}", 400, "parse-error"),
        Text(path, "a leading NUL", "\0{\"context\":{}}", 400, "parse-error"),
        Text(path, "a raw NUL in a text", "{\"context\":{\"a\":\"\0\"}}", 400, "parse-error"),
        Text(path, "an escaped NUL in a text", """{"context":{"a":"\u0000"}}""", 200, null),
        Text(path, "NaN", """{"context":{"a":NaN}}""", 400, "parse-error"),
        Text(path, "a number beyond all", """{"context":{"a":1e99999,"b":-1e99999}}""", 200, null),
        Text(path, "a number of 100,000 digits", $"{{\"context\":{{\"a\":{new string('9', 100_000)}}}}}", 200, null),
    ];

    private static IEnumerable<HostileRequest> Contexts(string path) =>
    [
        Text(path, "a context that is a list", """{"context":[]}""", 400, "invalid-context"),
        Text(path, "a context that is a text", """{"context":"x"}""", 400, "invalid-context"),
        Text(path, "an object for a targeting key", """{"context":{"targetingKey":{}}}""", 400, "invalid-context"),
        Text(path, "an empty targeting key", """{"context":{"targetingKey":""}}""", 400, "targeting-key-missing"),
        Text(path, "a lone surrogate as value", """{"context":{"a":"\ud800"}}""", 400, "invalid-context"),
        Text(path, "a lone surrogate as name", """{"context":{"\udfff":1}}""", 400, "invalid-context"),
        Text(path, "a lone surrogate as targeting key", """{"context":{"targetingKey":"\ud800"}}""", 400,
            "invalid-context"),
        Text(path, "__proto__", """{"context":{"__proto__":{"x":1},"constructor":{"prototype":{}}}}""", 200, null),
        Text(path, "context twice", """{"context":[],"context":{}}""", 200, null),
        Text(path, "attributes twice", """{"context":{"a":1,"a":{}}}""", 200, null),
        Text(path, "depth 200", Deep(200), 400, "parse-error"),
        Text(path, "depth 100,000", Deep(100_000), 400, "parse-error"),
        Text(path, "1,000 attributes", Many(1000), 200, null),
        Text(path, "1,001 attributes", Many(1001), 400, "invalid-context"),
        Text(path, "10,000 equal attributes", Equal(10_000), 400, "invalid-context"),
        Text(path, "1,000 items", Listed(1000), 200, null),
        Text(path, "1,001 items", Listed(1001), 400, "invalid-context"),
        Text(path, "a targeting key of 1,024 letters", Named("targetingKey", 1024), 200, null),
        Text(path, "a targeting key of 1,025 letters", Named("targetingKey", 1025), 400, "invalid-context"),
        Text(path, "a long attribute that nothing hashes", Named("notes", 5000), 200, null),
        Text(path, "operators for attributes", """{"context":{"$where":"x","$gt":1,"a.b.c":{"$ne":null}}}""", 200,
            null),
        Text(path, "SQL and HTML", """{"context":{"targetingKey":"'; DROP TABLE x;--<script>"}}""", 200, null),
    ];

    private static IEnumerable<HostileRequest> Bytes(string path) =>
    [
        Of("invalid UTF-8", path, 400, "parse-error", body: [.. "{\"context\":{\"a\":\""u8, 0xC0, 0xAF, .. "\"}}"u8]),
        Of("UTF-16", path, 400, "parse-error", body: Encoding.Unicode.GetBytes("{\"context\":{}}")),
        Of("a byte order mark", path, 200, null, body: [0xEF, 0xBB, 0xBF, .. "{\"context\":{}}"u8]),
        Of("random bytes", path, 400, "parse-error", body: Noise(4096)),
        Text(path, "trailing garbage", "{\"context\":{}}}}}}garbage", 200, null),
        Text(path, "300 KB", $"{{\"context\":{{\"a\":\"{new string('x', 300_000)}\"}}}}", 413, "body-too-large"),
        Of("300 KB in chunks", path, 413, "body-too-large", headers: "Transfer-Encoding: chunked\r\n", length: false,
            body: [.. "493e0\r\n"u8, .. Encoding.ASCII.GetBytes(new string('x', 300_000)), .. "\r\n0\r\n\r\n"u8]),
    ];

    private static IEnumerable<HostileRequest> Keys(string path) =>
    [
        Of("no key", path, 401, "sdk-key-missing", authorized: false, body: "{}"u8.ToArray()),
        Key(path, "a wrong key", "Authorization: Bearer wrong\r\n", "sdk-key-unknown"),
        Key(path, "an empty key", "Authorization: Bearer \r\n", "sdk-key-missing"),
        Key(path, "another scheme", "Authorization: Basic YTpi\r\n", "sdk-key-missing"),
        Key(path, "a key of 8 KB", $"X-API-Key: {new string('k', 8000)}\r\n", "sdk-key-unknown"),
        Key(path, "the hash for a key", $"X-API-Key: {Samples.Hash(Samples.ClientSecret)}\r\n", "sdk-key-unknown"),
        Key(path, "two keys", $"X-API-Key: a\r\nX-API-Key: {Samples.ClientSecret}\r\n", "sdk-key-missing"),
        Key(path, "a key of odd letters", "X-API-Key: %00'\"<>\r\n", "sdk-key-unknown"),
        Of("a header of no text", path, 400, null, headers: "X-API-Key: \u00ff\u00fe\r\n"),
    ];

    private static IEnumerable<HostileRequest> Methods(string path) =>
    [
        Of("GET", path, 405, "method-not-allowed", "GET"),
        Of("PUT", path, 405, "method-not-allowed", "PUT", body: "{}"u8.ToArray()),
        Of("DELETE", path, 405, "method-not-allowed", "DELETE"),
        Of("HEAD", path, 405, null, "HEAD"),
        Of("TRACE", path, 405, "method-not-allowed", "TRACE"),
        Of("an invented method", path, 405, "method-not-allowed", "BREW", body: "{}"u8.ToArray()),
        Of("OPTIONS without an origin", path, 405, "method-not-allowed", "OPTIONS"),
        Of("a preflight from elsewhere", path, 403, "origin-not-allowed", "OPTIONS",
            "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"),
    ];

    private static IEnumerable<HostileRequest> Types(string path) =>
    [
        Of("an absurd content type", path, 415, "unsupported-media-type", headers: "Content-Type: x/y; z=\"\r\n",
            body: "%"u8.ToArray()),
        Of("XML", path, 415, "unsupported-media-type", headers: "Content-Type: text/xml\r\n", body: "<a/>"u8.ToArray()),
        Of("an unclosed multipart", path, 415, "unsupported-media-type",
            headers: "Content-Type: multipart/form-data; boundary=x\r\n", body: "--x\r\n"u8.ToArray()),
        Of("good JSON under a wrong label", path, 200, null, headers: "Content-Type: image/png\r\n",
            body: "{}"u8.ToArray()),
        Of("a compressed body", path, 415, "unsupported-content-encoding",
            headers: "Content-Encoding: gzip\r\n", body: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]),
        Of("a form of nothing", path, 400, "parse-error", headers: Form, body: "&&&==&"u8.ToArray()),
        Of("a form of broken escapes", path, 200, null, headers: Form, body: "a=%ZZ%&b=%ED%A0%80&%00=%00"u8.ToArray()),
    ];

    private static IEnumerable<HostileRequest> Framings(string path) =>
    [
        Of("30 KB of headers", path, 431, null, headers: $"X-Long: {new string('x', 30_000)}\r\n"),
        Of("500 headers", path, 431, null,
            headers: string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: 1\r\n"))),
        Of("odd client hints", path, 200, null, body: "{}"u8.ToArray(),
            headers: "Sec-CH-UA: \"\"\";;;\r\nSec-CH-UA-Mobile: ?9\r\n"
                + "Accept-Language: ;;q=,q=1,*;\r\nCF-IPCountry: <>\r\n"),
        Of("an endless If-None-Match", path, 200, null, headers: $"If-None-Match: {new string(',', 8000)}\r\n",
            body: "{}"u8.ToArray()),
        Of("a negative length", path, 400, null, headers: "Content-Length: -1\r\n", length: false),
        Of("two lengths", path, 400, null, headers: "Content-Length: 1\r\nContent-Length: 2\r\n", length: false),
        Of("a length and chunks", path, 200, null, headers: "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
            length: false,
            body: "2\r\n{}\r\n0\r\n\r\n"u8.ToArray()),
        Of("a chunk of bad size", path, 400, "bad-request", headers: "Transfer-Encoding: chunked\r\n", length: false,
            body: "zz\r\n{}\r\n"u8.ToArray()),
        Of("a chunk of vast size that never comes", path, 408, "request-timeout",
            headers: "Transfer-Encoding: chunked\r\n", length: false,
            body: "7fffffff\r\n{}\r\n"u8.ToArray()),
        Of("an unknown transfer encoding", path, 400, null, headers: "Transfer-Encoding: gzip\r\n", length: false),
        Of("a header with a NUL", path, 400, null, headers: "X-Nul: a\0b\r\n"),
        Of("a folded header", path, 400, null, headers: "X-Fold: a\r\n b\r\n"),
        new("a body that never comes", Of("", path, 0, null, headers: "Content-Length: 100\r\n", length: false).Bytes,
            408, "request-timeout"),
    ];

    private static HostileRequest Text(string path, string name, string body, int status, string? problem) =>
        Of(name, path, status, problem, body: Encoding.UTF8.GetBytes(body));

    private static HostileRequest Key(string path, string name, string header, string problem) =>
        Of(name, path, 401, problem, headers: header, authorized: false, body: "{}"u8.ToArray());

    private static string Deep(int depth) =>
        "{\"context\":{\"a\":" + new string('[', depth) + new string(']', depth) + "}}";

    private static string Many(int count) =>
        "{\"context\":{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"a{i}\":{i}")) + "}}";

    private static string Listed(int count) =>
        "{\"context\":{\"a\":{\"b\":[" + string.Join(',', Enumerable.Repeat("0", count)) + "]}}}";

    private static string Named(string name, int length) =>
        $"{{\"context\":{{\"{name}\":\"{new string('k', length)}\"}}}}";

    private static string Equal(int count) =>
        "{\"context\":{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"a\":{i}")) + "}}";

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
