using Actors.Foundation;

namespace Actors.Contracts;

/// <summary>A value, or a considered no. Everything else that can go wrong travels as an exception.</summary>
[GenerateSerializer, Immutable, Alias("answer`1")]
public sealed record Answer<T>([property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal)
{
    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal);
}
