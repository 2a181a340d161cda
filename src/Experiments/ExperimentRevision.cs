using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Experiments;

/// <summary>Who changed an experiment, when, why, how, and what was it afterwards?</summary>
/// <param name="Number">1 for the first, without gaps.</param>
/// <param name="At">When the decision was taken, UTC.</param>
/// <param name="Verb">created, changed, started, paused, resumed, stopped, archived, unarchived, restored, …</param>
/// <param name="Diff">What is different from the revision before, in the order of the paths.</param>
[GenerateSerializer, Immutable, Alias("experiment-revision")]
public sealed record ExperimentRevision(
    [property: Id(0)] long Number,
    [property: Id(1)] Authorship Authorship,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Verb,
    [property: Id(4)] ImmutableArray<Difference> Diff,
    [property: Id(5)] ExperimentState State);
