using System.Collections.Immutable;
using System.Globalization;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Allocation;

/// <summary>What does the event log know of a subject? Asked when needed, so that events cost no extra call.</summary>
internal sealed class UserEvents(IGrainFactory grains, UserId id)
{
    private const int Newest = 1_000;

    private readonly SubjectId _subject = new(id.Attribute, id.Value);

    private IEventPartitionGrain Partition =>
        grains.GetEvents(new EnvironmentId(id.Project, id.Environment), _subject.Partition);

    /// <summary>Of its newest 1,000 events, by time.</summary>
    public async Task<ImmutableArray<TimelineEntry>> Read(CancellationToken cancellation)
    {
        var events = await Partition.History(_subject, Newest, cancellation);
        return [.. events.Select(one => Entry(one.Event)).OrderBy(entry => entry.At)];
    }

    /// <summary>How many events there were, and whether the log, read again, has none.</summary>
    public async Task<(int Events, bool IsGone)> Erase(CancellationToken cancellation)
    {
        var erased = await Partition.Erase(_subject, cancellation);
        return (erased, (await Partition.History(_subject, 1, cancellation)).IsEmpty);
    }

    private static TimelineEntry Entry(MeasuredEvent one) => one.Exposure is { } exposure
        ? new(
            one.At,
            TimelineKind.Exposure,
            one.Key,
            exposure.Variation,
            int.TryParse(exposure.Phase, NumberStyles.None, CultureInfo.InvariantCulture, out var phase)
                ? phase
                : TimelineEntry.UnknownPhase,
            exposure.RulesetVersion ?? 0)
        : new(
            one.At,
            TimelineKind.Conversion,
            one.Key,
            ((decimal)one.Value / Millionths.One).ToString(CultureInfo.InvariantCulture),
            0,
            0);
}
