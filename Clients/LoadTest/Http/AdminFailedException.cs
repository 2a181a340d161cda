namespace Actors.LoadTest.Http;

/// <summary>A call of the admin API did not succeed; the message is a sentence for the user.</summary>
internal sealed class AdminFailedException(string message, int? status = null) : Exception(message)
{
    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status => status;
}
