using Actors.Configuration;
using Actors.ServiceDefaults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Actors.Gateway;

/// <summary>Who is this gateway, in the eyes of its region?</summary>
internal sealed class GatewayIdentity(
    IOptions<GatewaySettings> settings, IOptions<RegionOptions> region, IServer server)
{
    /// <summary>The configured name, or machine and first listening port.</summary>
    public string Name => settings.Value.Name.Length > 0 ? settings.Value.Name : $"{Environment.MachineName}:{Port}";

    // Asked for anew: before it listens, a server does not know its port.
    private int Port =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? BindingAddress.Parse(address).Port
            : 0;

    public GatewayReport Report(long version, bool leaving) =>
        new(Name, region.Value.Region, region.Value.Zone, version, leaving);
}
