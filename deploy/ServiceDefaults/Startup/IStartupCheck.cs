namespace Actors.ServiceDefaults.Startup;

/// <summary>
/// May the process start? Checks run one after another, in the order they were added, before anything listens.
/// </summary>
public interface IStartupCheck
{
    /// <exception cref="StartupException">It may not.</exception>
    Task Run(CancellationToken cancellation);
}
