using System.Collections.Immutable;
using Actors.Measurement;

namespace Actors.Contracts.Measurement;

/// <summary>
/// Writes the events of some of an environment's subjects, and counts what it has written. The key is
/// "events:project/environment/partition", for example "events:shop/production/3"; <see cref="SubjectId.Partition"/>
/// says which.
/// </summary>
[Alias("event-partition-grain")]
public interface IEventPartitionGrain : IGrainWithStringKey
{
    /// <summary>
    /// Writes events; answers when they are durable, with what became of each. Repeating it is safe. Refused with
    /// "events-full" when more wait to be written than may: nothing of the request is written then.
    /// </summary>
    [Alias("append"), AlwaysInterleave]
    Task<Answer<ImmutableArray<EventOutcome>>> Append(
        ImmutableArray<MeasuredEvent> events, CancellationToken cancellation = default);

    /// <summary>What is counted of an experiment, one for each phase that is measured.</summary>
    [Alias("sums"), AlwaysInterleave]
    Task<PartitionSums> Sums(string experiment, CancellationToken cancellation = default);

    /// <summary>The newest events of a subject, newest first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    [Alias("history"), AlwaysInterleave]
    Task<ImmutableArray<LoggedEvent>> History(SubjectId subject, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Erases a subject from the log, from what is known of subjects, and from all sums; answers how many events it
    /// had. Durable when it answers.
    /// </summary>
    [Alias("erase"), AlwaysInterleave]
    Task<int> Erase(SubjectId subject, CancellationToken cancellation = default);
}

/// <summary>What became of an event?</summary>
[GenerateSerializer, Alias("event-outcome")]
public enum EventOutcome
{
    Accepted = 0,

    /// <summary>The same event was there already; it counts once.</summary>
    Duplicate = 1,

    /// <summary>Another event of this subject has this id; this one is not written.</summary>
    IdReused = 2,

    /// <summary>Accepted; but no experiment of this key is measured, so it counts once one is.</summary>
    NotMeasured = 3,
}

/// <summary>What has a partition counted?</summary>
/// <param name="Tail">The sequence of the last event that is durable.</param>
/// <param name="Phases">By phase, in no order.</param>
[GenerateSerializer, Immutable, Alias("partition-sums")]
public sealed record PartitionSums(
    [property: Id(0)] long Tail, [property: Id(1)] ImmutableArray<PhaseSums> Phases);

/// <summary>What has a partition counted of one phase of an experiment?</summary>
/// <param name="Position">The sequence of the last event that is in the sums; the tail, unless it catches up.</param>
[GenerateSerializer, Immutable, Alias("phase-sums")]
public sealed record PhaseSums([property: Id(0)] ExperimentSums Sums, [property: Id(1)] long Position);

/// <summary>An event, and where and when the log got it.</summary>
[GenerateSerializer, Immutable, Alias("logged-event")]
public sealed record LoggedEvent(
    [property: Id(0)] long Sequence, [property: Id(1)] DateTimeOffset Arrived, [property: Id(2)] MeasuredEvent Event);
