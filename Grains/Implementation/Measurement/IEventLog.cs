using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>
/// Where are events kept? In production a table in PostgreSQL, partitioned by week of arrival.
/// </summary>
/// <remarks>
/// Every writer has an epoch. Whoever opens the stream after it makes it fail with <see cref="FencedException"/>.
/// </remarks>
public interface IEventLog
{
    /// <summary>Takes the next epoch: whoever opened it before can write no more.</summary>
    Task<OpenLog> Open(string environment, int partition, CancellationToken cancellation);

    /// <summary>Events that stand at these places; those of other subjects may be among them.</summary>
    Task<IReadOnlyList<KnownEvent>> Find(OpenLog stream, long[] places, CancellationToken cancellation);

    /// <summary>Durable when it returns: the events get the sequences after the stream's tail, all or none.</summary>
    /// <exception cref="FencedException">Another writer has opened the stream.</exception>
    Task Append(
        OpenLog stream, IReadOnlyList<MeasuredEvent> events, DateTimeOffset arrived, CancellationToken cancellation);

    /// <summary>Events with a higher sequence than <paramref name="after"/>, in order.</summary>
    Task<IReadOnlyList<LoggedEvent>> Read(OpenLog stream, long after, int limit, CancellationToken cancellation);

    /// <summary>The events of these subjects up to a sequence, in no order.</summary>
    /// <param name="keys">Only those of these metrics and experiments; null: all.</param>
    Task<IReadOnlyList<LoggedEvent>> OfSubjects(
        OpenLog stream,
        IReadOnlyCollection<SubjectId> subjects,
        IReadOnlyCollection<string>? keys,
        long upTo,
        CancellationToken cancellation);
}

/// <summary>Who may write to a stream, and from where?</summary>
/// <param name="Tail">The sequence of the last event.</param>
public sealed record OpenLog(int Id, long Epoch, long Tail);

/// <summary>As much of an event as tells whether another is the same.</summary>
public sealed record KnownEvent(SubjectId Subject, string Id, long Content);

/// <summary>Another activation has taken the stream over; this one must forget itself.</summary>
public sealed class FencedException(string message) : Exception(message);
