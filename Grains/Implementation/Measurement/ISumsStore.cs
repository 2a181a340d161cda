using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>Where is kept what a stream's events add up to, and how far they are counted?</summary>
public interface ISumsStore
{
    Task<IReadOnlyList<KeptLane>> Lanes(OpenLog stream, CancellationToken cancellation);

    /// <summary>What is kept of these subjects; those of which nothing is are left out.</summary>
    Task<IReadOnlyList<KeptSubject>> Subjects(
        OpenLog stream, IReadOnlyCollection<(int Lane, string Subject)> wanted, CancellationToken cancellation);

    /// <summary>Writes all of it in one transaction, or nothing.</summary>
    /// <exception cref="FencedException">Another writer has opened the stream.</exception>
    Task Keep(OpenLog stream, Checkpoint checkpoint, CancellationToken cancellation);
}

/// <summary>What an experiment's events add up to, up to a position in the log.</summary>
/// <param name="Lane">Of the stream; a new one whenever an experiment is measured otherwise than before.</param>
public sealed record KeptLane(int Lane, long Position, ExperimentSums Sums);

/// <summary>What is known of one subject at its lane's position.</summary>
/// <param name="Measure">null: nothing any more.</param>
public sealed record KeptSubject(int Lane, string Subject, SubjectMeasure? Measure);

/// <summary>What has changed since the last one.</summary>
/// <param name="Dropped">Lanes that are measured no longer.</param>
/// <param name="Erased">null, or a subject whose events are deleted from the log in the same transaction.</param>
public sealed record Checkpoint(
    IReadOnlyCollection<KeptLane> Lanes,
    IReadOnlyCollection<KeptSubject> Subjects,
    IReadOnlyCollection<int> Dropped,
    SubjectId? Erased);
