using System.Net;
using Actors.Gateway.Protection;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.Protection;

public sealed class ClientAddressesTests
{
    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "0.0.0.1", false)]
    public void One_household_shares_an_allowance(string one, string other, bool shared) =>
        Assert.Equal(shared, Of(one, null) == Of(other, null));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("no address", "192.0.2.1")]
    public void The_last_address_of_the_configured_header_counts(string header, string counted) =>
        Assert.Equal(Of(counted, null), Of("192.0.2.1", header));

    [Fact]
    public void Who_has_no_address_shares_one_with_all_of_these() =>
        Assert.Equal(UInt128.Zero, Addresses().Of(new DefaultHttpContext()));

    private static UInt128 Of(string remote, string? header)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        if (header is not null)
            context.Request.Headers["X-Client"] = header;
        return Addresses().Of(context);
    }

    private static ClientAddresses Addresses() =>
        new(Samples.Settings(settings => settings.Limits.AddressHeader = "X-Client"));
}
