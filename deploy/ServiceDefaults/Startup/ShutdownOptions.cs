using System.ComponentModel.DataAnnotations;

namespace Actors.ServiceDefaults.Startup;

/// <summary>How does a process leave?</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Actors:Shutdown";

    /// <summary>
    /// Seconds the process goes on serving after it has turned unready, so that load balancers stop sending to it
    /// first. 0 where nothing balances; about 5 behind a balancer that probes every 2 seconds.
    /// </summary>
    [Range(0, 20, ErrorMessage = "draining takes 0 to 20 seconds")]
    public int DrainSeconds { get; set; }
}
