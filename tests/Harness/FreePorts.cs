using System.Net;
using System.Net.Sockets;

namespace Actors.Harness;

/// <summary>
/// Which port may a test listen on? Below the range from which the system takes ports for outgoing connections.
/// </summary>
public static class FreePorts
{
    private const int First = 12000;
    private const int Last = 19999;

    private static readonly Lock _gate = new();
    private static readonly HashSet<int> _given = [];

    /// <summary>A port on 127.0.0.1 that nobody listens on and that this process has not given out before.</summary>
    public static int Next()
    {
        lock (_gate)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, Last);
                if (!_given.Contains(port) && IsFree(port))
                {
                    _given.Add(port);
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
