using System.Net;
using Actors.ServiceDefaults.Startup;
using Microsoft.Extensions.Options;

namespace Actors.Silo;

/// <summary>
/// Are the silo's two ports free? Asked before the runtime asks, which would answer with a stack trace.
/// </summary>
internal sealed class PortsCheck(IOptions<SiloProcessOptions> options) : IStartupCheck
{
    public Task Run(CancellationToken cancellation)
    {
        var settings = options.Value;
        var address = IPAddress.IsLoopback(settings.Address) ? settings.Address : IPAddress.Any;
        const string Section = SiloProcessOptions.Section;
        Ports.RefuseTaken(address, settings.SiloPort, $"{Section}:{nameof(settings.SiloPort)}");
        Ports.RefuseTaken(address, settings.GatewayPort, $"{Section}:{nameof(settings.GatewayPort)}");
        return Task.CompletedTask;
    }
}
