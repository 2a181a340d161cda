using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Actors.Silo;

/// <summary>How does this silo reach the others, and what does it wait for?</summary>
public sealed class SiloProcessOptions
{
    public const string Section = "Actors:Silo";

    private const string PortRule = "a port is a number from 1 to 65535";

    /// <summary>TCP port on which silos talk to each other.</summary>
    [Range(1, 65535, ErrorMessage = PortRule)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>TCP port on which Orleans clients (gateways) talk to this silo.</summary>
    [Range(1, 65535, ErrorMessage = PortRule)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The IP address by which other silos and gateways reach this one.</summary>
    [IpAddress]
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>The process is the region's HTTP gateway as well.</summary>
    public bool WithGateway { get; set; }

    /// <summary>Seconds to wait at the start for a database that does not answer yet.</summary>
    [Range(0, 3600, ErrorMessage = "waiting takes 0 to 3600 seconds")]
    public int DatabaseWaitSeconds { get; set; } = 60;

    /// <summary>Percent of the CPU above which requests of clients are turned away; 0 never does.</summary>
    [Range(0, 100, ErrorMessage = "it is a percentage")]
    public int ShedLoadAtCpuPercent { get; set; } = 95;

    /// <summary>Days for which it can be asked what an environment published then.</summary>
    [Range(1, 36500, ErrorMessage = "versions are kept for 1 to 36500 days")]
    public int RulesetHistoryDays { get; set; } = 400;

    /// <summary>
    /// How long the event log keeps an event at least, days. Repeated events are recognised, and metrics added later
    /// are counted, as far back as this.
    /// </summary>
    [Range(45, 3650, ErrorMessage = "the event log keeps events for 45 to 3650 days")]
    public int EventRetentionDays { get; set; } = 45;

    /// <summary>
    /// How many exposures in a hundred may name another variation than the server computes before it is an alarm.
    /// </summary>
    [Range(0.01, 50, ErrorMessage = "0.01 to 50 percent of the exposures may differ")]
    public double DriftTolerancePercent { get; set; } = 1;

    public IPAddress Address => IPAddress.Parse(AdvertisedAddress);

    private sealed class IpAddressAttribute() : ValidationAttribute("an IP address is needed, such as 10.0.3.17")
    {
        public override bool IsValid(object? value) => IPAddress.TryParse(value as string, out _);
    }
}
