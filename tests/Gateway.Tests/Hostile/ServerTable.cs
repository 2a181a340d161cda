using System.Text;
using static Actors.Gateway.Tests.Hostile.HostileRequest;

namespace Actors.Gateway.Tests.Hostile;

/// <summary>What may be wrong with a request wherever it is meant to go?</summary>
internal static class ServerTable
{
    private const string Flags = "/ofrep/v1/evaluate/flags/";

    public static IEnumerable<HostileRequest> Requests => Paths.Concat(Lines);

    private static IEnumerable<HostileRequest> Paths =>
    [
        Of("nothing there", "/no/such/thing", 404, "not-found", "GET"),
        Of("the root", "/", 404, "not-found", "GET"),
        Of("OFREP's former configuration", "/ofrep/v1/configuration", 404, "not-found", "GET"),
        Of("a feature that is not", Flags + "no-such-flag", 404, "flag-not-found", body: "{}"u8.ToArray()),
        Of("a feature of odd letters", Flags + "%3Cscript%3E%22%F0%9F%92%A9", 404, "flag-not-found",
            body: "{}"u8.ToArray()),
        Of("a feature with a slash", Flags + "a%2Fb", 404, "flag-not-found", body: "{}"u8.ToArray()),
        Of("a feature with a real slash", Flags + "a/b", 404, "not-found", body: "{}"u8.ToArray()),
        Of("a feature of 4,000 letters", Flags + new string('a', 4000), 404, "flag-not-found", body: "{}"u8.ToArray()),
        Of("a feature with a NUL", Flags + "a%00b", 400, null, body: "{}"u8.ToArray()),
        Of("a path that climbs", Flags + "../../../../etc/passwd", 404, "not-found", body: "{}"u8.ToArray()),
        Of("a path that climbs in disguise", Flags + "%2e%2e/%2e%2e/etc/passwd", 404, "not-found",
            body: "{}"u8.ToArray()),
        Of("a path of broken escapes", Flags + "%zz%", 404, "flag-not-found", body: "{}"u8.ToArray()),
        Of("a path of bad UTF-8", Flags + "%c0%af", 404, "flag-not-found", body: "{}"u8.ToArray()),
        Of("backslashes", "/ofrep\\v1\\evaluate", 404, "not-found", "GET"),
        Of("many slashes", "//////ofrep//v1", 404, "not-found", "GET"),
        Of("a target of 20 KB", "/" + new string('a', 20_000), 414, null, "GET"),
        Of("a query of 6,000 letters", Flags + "dark-mode?" + new string('q', 6000), 200, null, body: "{}"u8.ToArray()),
        Of("a proxy's target", "http://elsewhere.example/ofrep/v1/evaluate/flags", 400, null, body: "{}"u8.ToArray()),
        Of("a method of small letters", Flags + "dark-mode", 200, null, "post", body: "{}"u8.ToArray()),
        Of("CONNECT", "gateway:443", 400, null, "CONNECT", length: false),
        Of("health by POST", "/health/live", 405, "method-not-allowed"),
        Of("health by DELETE", "/health/ready", 405, "method-not-allowed", "DELETE"),
        Of("health by HEAD", "/health/started", 200, null, "HEAD"),
        Of("metrics with a body", "/metrics", 200, null, "GET", body: new byte[1000]),
        Of("administration that is not", "/v1/no-such-thing", 404, "not-found", "GET"),
        Of("an upgrade", Flags + "dark-mode", 200, null, headers: "Upgrade: websocket\r\n", body: "{}"u8.ToArray()),
    ];

    private static IEnumerable<HostileRequest> Lines =>
    [
        Raw("no host", "POST /ofrep/v1/evaluate/flags HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        Raw("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", 400),
        Raw("a bad host", "GET / HTTP/1.1\r\nHost: <>\r\nConnection: close\r\n\r\n", 400),
        Raw("another protocol", "GET / FTP/1.1\r\nHost: a\r\n\r\n", 505),
        Raw("HTTP 9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505),
        Raw("HTTP 0.9", "GET /\r\n\r\n", 400),
        Raw("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Raw("a header without a name", "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n", 400),
        Raw("a header without a colon", "GET / HTTP/1.1\r\nHost: a\r\nhello\r\n\r\n", 400),
        Raw("a head that never ends", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", 408),
        new("a TLS greeting", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03, 0x0D, 0x0A], 400,
            null),
        new("a kilobyte of zeros and a line's end", [.. new byte[1024], .. "\r\n\r\n"u8], 400, null),
    ];

    private static HostileRequest Raw(string name, string text, int status) =>
        new(name, Encoding.Latin1.GetBytes(text), status, null);
}
