namespace Actors.Contracts.Allocation;

/// <summary>What was erased of a subject, and is it gone?</summary>
/// <param name="Assignments">How many there were.</param>
/// <param name="Overrides">How many there were.</param>
/// <param name="Exposures">How many there were.</param>
/// <param name="TimelineEntries">How many there were.</param>
/// <param name="IsGone">
/// Whether storage and the event log, read again, held nothing of the subject. False while the audit log has not taken
/// the entry that says who erased it: the row then holds that entry and nothing else of the subject.
/// </param>
/// <param name="Events">How many the event log had.</param>
[GenerateSerializer, Immutable, Alias("erasure")]
public sealed record Erasure(
    [property: Id(0)] int Assignments,
    [property: Id(1)] int Overrides,
    [property: Id(2)] int Exposures,
    [property: Id(3)] int TimelineEntries,
    [property: Id(4)] bool IsGone,
    [property: Id(5)] int Events);
