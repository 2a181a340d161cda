namespace Actors.LoadTest.Scenarios;

/// <summary>A change reached a gateway.</summary>
/// <param name="Change">The number of the change.</param>
/// <param name="Sent">When it was sent to the admin API.</param>
/// <param name="Took">From then until the gateway was seen to serve it.</param>
/// <param name="Everywhere">This was the last gateway that lacked it.</param>
internal sealed record Arrival(int Change, TimeSpan Sent, TimeSpan Took, bool Everywhere);
