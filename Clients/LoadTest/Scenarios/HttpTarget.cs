using Actors.LoadTest.Http;

namespace Actors.LoadTest.Scenarios;

/// <summary>Which gateways are driven, with which key, and how patiently?</summary>
internal sealed record HttpTarget(IReadOnlyList<Uri> Urls, string? SdkKey, TimeSpan Timeout)
{
    public GatewayClient Connect(Uri url, int connections) => new(url, SdkKey, connections, Timeout);
}
