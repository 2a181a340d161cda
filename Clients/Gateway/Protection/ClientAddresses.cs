using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>Who shares one allowance with whom? The address of a request's client, as limits count it.</summary>
internal sealed class ClientAddresses(IOptions<GatewaySettings> settings)
{
    /// <summary>::ffff:0:0/96, where IPv6 keeps the addresses of IPv4.</summary>
    private static readonly UInt128 _ipv4 = 0xFFFF_0000_0000;

    private readonly string _header = settings.Value.Limits.AddressHeader;

    /// <summary>The IPv4 address, or the /64 of an IPv6 address: one household has that to itself.</summary>
    public UInt128 Of(HttpContext context) => Prefix(Address(context));

    private IPAddress? Address(HttpContext context)
    {
        if (_header.Length > 0
            && context.Request.Headers[_header] is [.., { } last]
            && IPAddress.TryParse(last.AsSpan(last.LastIndexOf(',') + 1).Trim(), out var named))
            return named;
        return context.Connection.RemoteIpAddress;
    }

    private static UInt128 Prefix(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out _))
            return 0;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return _ipv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (!address.IsIPv4MappedToIPv6)
            bytes[8..].Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
