using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Actors.Gateway.Protection;

/// <summary>What does the server itself refuse, before any code of ours runs?</summary>
internal static class KestrelLimits
{
    private static readonly TimeSpan _answerGrace = TimeSpan.FromSeconds(5);

    public static void Apply(this LimitSettings settings, KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = settings.BodyBytes;
        limits.MaxRequestHeadersTotalSize = settings.HeaderBytes;
        limits.MaxRequestHeaderCount = settings.Headers;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(settings.HeaderTimeoutSeconds);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(settings.KeepAliveSeconds);
        limits.MinRequestBodyDataRate =
            new MinDataRate(settings.BodyBytesPerSecond, TimeSpan.FromSeconds(settings.BodyGraceSeconds));
        limits.MinResponseDataRate = new MinDataRate(settings.AnswerBytesPerSecond, _answerGrace);
        limits.MaxConcurrentConnections = settings.Connections;
    }
}
