using System.Net.Sockets;
using System.Text;

namespace Actors.Gateway.Tests.Hostile;

/// <summary>A request that nobody should send, and what it must be answered with.</summary>
/// <param name="Bytes">What goes over the socket, to the letter.</param>
/// <param name="Status">HTTP; 0: the connection is closed without a word.</param>
/// <param name="Problem">The problem's code; null: no body of ours (the server itself refuses, or the request is
/// fine).</param>
internal sealed record HostileRequest(string Name, byte[] Bytes, int Status, string? Problem)
{
    public static HostileRequest Of(
        string name, string target, int status, string? problem, string method = "POST", string headers = "",
        byte[]? body = null, bool authorized = true, bool length = true)
    {
        var head = $"{method} {target} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n"
            + (authorized ? $"Authorization: Bearer {Samples.ClientSecret}\r\n" : "")
            + (headers.Contains("Content-Type", StringComparison.Ordinal) ? "" : "Content-Type: application/json\r\n")
            + headers
            + (length ? $"Content-Length: {body?.Length ?? 0}\r\n" : "")
            + "\r\n";
        return new(name, [.. Encoding.Latin1.GetBytes(head), .. body ?? []], status, problem);
    }

    /// <summary>Sends it and reads until the server closes.</summary>
    public async Task<(int Status, string Body)> Send(Uri gateway, CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Host, gateway.Port, cancellation);
        var stream = socket.GetStream();
        using var answer = new MemoryStream();
        var reading = Read(stream, answer, cancellation);
        try
        {
            await stream.WriteAsync(Bytes, cancellation);
        }
        catch (IOException)
        {
            // It answered and closed before it had everything, which is its right.
        }

        await reading;
        var text = Encoding.UTF8.GetString(answer.ToArray());
        if (text.Length == 0)
            return (0, "");
        var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(text.AsSpan(9, 3)), body < 0 ? "" : text[(body + 4)..]);
    }

    public override string ToString() => Name;

    private static async Task Read(NetworkStream stream, MemoryStream answer, CancellationToken cancellation)
    {
        try
        {
            await stream.CopyToAsync(answer, cancellation);
        }
        catch (IOException)
        {
            // Reset after the answer: what was read before counts.
        }
    }
}
