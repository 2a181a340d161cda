namespace Actors.Allocation;

/// <summary>What has an operator decided for one subject, and until when?</summary>
/// <param name="Given">The variation's key; of a feature the value as JSON.</param>
/// <param name="Author">Who decided it.</param>
/// <param name="Reason">Why, at most 1,000 UTF-16 code units; may be empty.</param>
/// <param name="ExpiresAt">From when on it no longer counts; null: until it is removed.</param>
[GenerateSerializer, Immutable, Alias("override")]
public sealed record Override(
    [property: Id(0)] OverrideTarget Target,
    [property: Id(1)] string Given,
    [property: Id(2)] string Author,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateTimeOffset? ExpiresAt)
{
    public bool CountsAt(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}
