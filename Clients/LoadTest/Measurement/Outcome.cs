namespace Actors.LoadTest.Measurement;

/// <summary>How did one request end?</summary>
/// <param name="Status">An HTTP status, "ok", or the kind of failure ("timeout"); counted by kind.</param>
/// <param name="Stale">The answer said that its configuration may be old.</param>
/// <param name="ConfigAgeSeconds">The age that the answer stated; 0 when it stated none.</param>
/// <param name="Error">One line about a failure.</param>
internal readonly record struct Outcome(
    string Status, bool Failed, long Bytes = 0, bool Stale = false, double ConfigAgeSeconds = 0, string? Error = null)
{
    public static Outcome Failure(string status, string error) => new(status, Failed: true, Error: error);
}
