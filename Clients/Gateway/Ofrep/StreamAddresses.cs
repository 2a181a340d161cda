using System.Runtime.CompilerServices;
using System.Text;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Ofrep;

/// <summary>Where does a client provider hear of changes? The value of "eventStreams", made once a key.</summary>
internal sealed class StreamAddresses(IOptions<GatewaySettings> settings)
{
    private const int InactivityDelaySeconds = 120;

    private readonly string _publicUrl = settings.Value.Streams.PublicUrl is { Length: > 0 } url
        ? new Uri(url).AbsoluteUri.TrimEnd('/')
        : "";
    private readonly ConditionalWeakTable<Admission, byte[]> _made = [];

    /// <param name="pathBase">Of the request: nearly always empty.</param>
    public byte[] Of(PathString pathBase, Admission admission) =>
        pathBase.HasValue ? Make(pathBase, admission) : _made.GetValue(admission, key => Make("", key));

    private byte[] Make(string pathBase, Admission admission)
    {
        var path = $"{pathBase}{OfrepStreamHandler.Path}{admission.StreamToken}";
        var where = _publicUrl.Length > 0
            ? $"\"url\":\"{_publicUrl}{path}\""
            : $"\"endpoint\":{{\"requestUri\":\"{path}\"}}";
        return Encoding.UTF8.GetBytes(
            $"[{{\"type\":\"sse\",{where},\"inactivityDelaySec\":{InactivityDelaySeconds}}}]");
    }
}
