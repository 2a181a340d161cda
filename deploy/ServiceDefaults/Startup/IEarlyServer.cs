namespace Actors.ServiceDefaults.Startup;

/// <summary>
/// Which server can answer some requests while the rest of the process is still being put together?
/// </summary>
public interface IEarlyServer
{
    /// <summary>
    /// Listens, once the startup checks have passed. Does nothing when where to listen is known only later.
    /// </summary>
    Task Open(CancellationToken cancellation);
}
