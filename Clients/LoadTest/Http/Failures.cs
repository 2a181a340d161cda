using System.Net.Sockets;
using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Http;

/// <summary>What kind of failure is an exception of the HTTP client, in a word that can be counted?</summary>
internal static class Failures
{
    public static Outcome Of(Exception exception) => exception switch
    {
        OperationCanceledException => Outcome.Failure("timeout", "No answer in time."),
        HttpRequestException { InnerException: SocketException socket } =>
            Outcome.Failure("unreachable", socket.SocketErrorCode.ToString()),
        HttpRequestException http => Outcome.Failure("broken", http.HttpRequestError + ": " + http.Message),
        _ => Outcome.Failure("broken", exception.GetType().Name + ": " + exception.Message),
    };
}
