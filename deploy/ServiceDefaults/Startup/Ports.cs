using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Actors.ServiceDefaults.Startup;

/// <summary>Is a port still free to listen on?</summary>
public static class Ports
{
    /// <summary>Tries to listen and lets go at once.</summary>
    /// <param name="address">Where the process will listen.</param>
    /// <param name="port">A TCP port.</param>
    /// <param name="setting">The setting to change, for the sentence.</param>
    /// <exception cref="StartupException">Another process listens there, or this user may not.</exception>
    public static void RefuseTaken(IPAddress address, int port, string setting)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new StartupException($"Port {port} is taken by another process: set {setting} to a free one.", taken);
        }
        catch (SocketException refused)
        {
            throw new StartupException(
                $"Can't listen on {address}, port {port} ({refused.SocketErrorCode}): change {setting}.", refused);
        }
    }

    internal static void RefuseTakenUrls(IConfiguration configuration)
    {
        var urls = configuration["Urls"]?.Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in (urls ?? []).Select(BindingAddress.Parse).Where(url => !url.IsUnixPipe && url.Port != 0))
        {
            var address = url.Host == "localhost" ? IPAddress.Loopback
                : IPAddress.TryParse(url.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Any;
            RefuseTaken(address, url.Port, "ASPNETCORE_URLS");
        }
    }
}
