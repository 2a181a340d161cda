using System.Text;
using Actors.LoadTest.Http;
using Actors.LoadTest.Reporting;
using Actors.LoadTest.Scenarios;

namespace Actors.LoadTest.Runs;

/// <summary>What do the gateways say that they serve, apart from the load?</summary>
internal sealed class GatewayProbe(HttpTarget? target) : IDisposable
{
    private static readonly byte[] _body = Encoding.UTF8.GetBytes("""{"context":{"targetingKey":"actors-load"}}""");

    private readonly GatewayClient[] _gateways =
        [.. target?.Urls.Select(url => target.Connect(url, connections: 1)) ?? []];

    public async Task<IReadOnlyList<(string Url, GatewayState State)>> Look() =>
        await Task.WhenAll(_gateways.Select(async gateway =>
        {
            var answer = await gateway.Evaluate(_body, flag: null, CancellationToken.None);
            return (gateway.Url.ToString(), GatewayState.Of(answer));
        }));

    public void Dispose()
    {
        foreach (var gateway in _gateways)
            gateway.Dispose();
    }
}
