using Actors.Foundation;

namespace Actors.Measurement;

/// <summary>What does one event of a request say, or why is it refused?</summary>
/// <param name="Id">As far as it could be read.</param>
/// <param name="Refusal">The codes stand in <see cref="EventReader"/>; null: it is an event.</param>
public readonly record struct EventReading(MeasuredEvent? Event, string? Id, Refusal? Refusal);
