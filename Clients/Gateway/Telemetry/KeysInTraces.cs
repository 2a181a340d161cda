using System.Diagnostics;
using Actors.Gateway.Ofrep;

namespace Actors.Gateway.Telemetry;

/// <summary>What does a trace say of a request whose address holds a key? The address without it.</summary>
internal static class KeysInTraces
{
    private static readonly string[] _beforeKeys =
        ["/api/features/", "/api/eval/", "/sub/", OfrepStreamHandler.Path];

    public static void Hide(Activity trace, HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        foreach (var known in _beforeKeys)
        {
            if (path.StartsWith(known, StringComparison.OrdinalIgnoreCase))
                trace.SetTag("url.path", known);
        }
    }
}
