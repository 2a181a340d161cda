using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>How does one event change what is known of a subject in an experiment?</summary>
public static class SubjectFold
{
    /// <param name="known">null: the subject has not been exposed.</param>
    /// <param name="next">What is known with the event; only when true is answered.</param>
    /// <returns>
    /// False: windows open elsewhere now, so all the subject's events must be looked at again (<see cref="Of"/>).
    /// </returns>
    public static bool TryApply(
        MeasuredExperiment experiment, SubjectMeasure? known, MeasuredEvent one, out SubjectMeasure? next)
    {
        next = known;
        if (one.Kind == EventKind.Metric)
        {
            next = known is null or { IsMixed: true } ? known : With(experiment, known, one);
            return true;
        }

        if (experiment.VariationOf(one) is not { } variation || known is { IsMixed: true })
        {
            return true;
        }

        var bit = 1UL << variation;
        if (known is not null && (known.Seen & bit) == 0)
        {
            next = Mixed(known.Seen | bit);
            return true;
        }

        return known is not null && !IsEarlier(experiment, one, known);
    }

    /// <summary>What is known of a subject that has these events; null: it has not been exposed.</summary>
    /// <param name="events">All of one subject, in any order.</param>
    public static SubjectMeasure? Of(MeasuredExperiment experiment, IReadOnlyCollection<MeasuredEvent> events)
    {
        SubjectMeasure? first = null;
        var seen = 0UL;
        foreach (var one in events)
        {
            if (experiment.VariationOf(one) is not { } variation) continue;
            seen |= 1UL << variation;
            if (first is null || IsEarlier(experiment, one, first)) first = Exposed(experiment, one);
        }

        if (first is null) return null;
        var measure = first with
        {
            Seen = seen,
            Metrics = ImmutableArray.Create(new Totals[experiment.Metrics.Length]),
        };
        return measure.IsMixed
            ? Mixed(seen)
            : events.Where(one => one.Kind == EventKind.Metric)
                .Aggregate(measure, (known, one) => With(experiment, known, one));
    }

    // A later exposure might yet come in a second variation, and then nothing depends on which came first.
    private static SubjectMeasure Mixed(ulong seen) => new() { Seen = seen };

    private static SubjectMeasure With(MeasuredExperiment experiment, SubjectMeasure known, MeasuredEvent one)
    {
        Totals[]? totals = null;
        for (var index = 0; index < experiment.Metrics.Length; index++)
        {
            var before = known.Metrics[index];
            var after = before.With(experiment.Metrics[index].Definition, one, known.Exposed, experiment);
            if (after == before) continue;
            totals ??= [.. known.Metrics];
            totals[index] = after;
        }

        return totals is null ? known : known with { Metrics = ImmutableArray.Create(totals) };
    }

    // Of exposures at the same time the smaller one counts, whichever came first: by dimensions, client and ruleset.
    private static bool IsEarlier(MeasuredExperiment experiment, MeasuredEvent one, SubjectMeasure known)
    {
        if (one.At != known.Exposed) return one.At < known.Exposed;
        var other = Exposed(experiment, one);
        for (var index = 0; index < other.Dimensions.Length; index++)
        {
            var order = string.CompareOrdinal(other.Dimensions[index], known.Dimensions[index]);
            if (order != 0) return order < 0;
        }

        var client = string.CompareOrdinal(other.Client, known.Client ?? "");
        return client < 0 || (client == 0 && other.RulesetVersion < known.RulesetVersion);
    }

    private static SubjectMeasure Exposed(MeasuredExperiment experiment, MeasuredEvent one) => new()
    {
        Exposed = one.At,
        Dimensions = DimensionsOf(experiment, one),
        Client = one.Exposure!.Client,
        RulesetVersion = one.Exposure.RulesetVersion ?? 0,
    };

    private static ImmutableArray<string> DimensionsOf(MeasuredExperiment experiment, MeasuredEvent one) =>
        [.. experiment.Dimensions.Select(name => ValueOf(one.Exposure!, name))];

    private static string ValueOf(Exposure exposure, string name)
    {
        foreach (var dimension in exposure.Dimensions)
        {
            if (dimension.Name == name) return dimension.Value;
        }

        return "";
    }
}
