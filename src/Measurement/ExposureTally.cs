namespace Actors.Measurement;

/// <summary>Counts subjects by where and when they were first exposed. For one thread.</summary>
/// <remarks>
/// What a version of before has kept says nothing of the client: such a subject is counted nowhere, and taken away from
/// nowhere.
/// </remarks>
internal sealed class ExposureTally(MeasuredExperiment experiment)
{
    private const long OtherRulesets = -1;

    private readonly Dictionary<string, long[]> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long[]> _rulesets = [];
    private readonly Dictionary<long, long[]> _periods = [];

    /// <summary>Goes on from what was counted before.</summary>
    public ExposureTally(MeasuredExperiment experiment, ExposureCounts? known)
        : this(experiment)
    {
        foreach (var one in known?.Clients ?? []) _clients[one.Client] = [.. one.Subjects];
        foreach (var one in known?.Rulesets ?? []) _rulesets[one.Number] = [.. one.Subjects];
        foreach (var one in known?.Periods ?? []) _periods[one.Number] = [.. one.Subjects];
    }

    /// <param name="subject">One that is not mixed.</param>
    public void Add(int sign, SubjectMeasure subject)
    {
        if (subject.Client is not { } client) return;
        Of(_clients, client, ExperimentTally.Others)[subject.Variation] += sign;
        Of(_rulesets, subject.RulesetVersion, OtherRulesets)[subject.Variation] += sign;
        var period = ExposurePeriod.Of(experiment, subject.Exposed);
        Of(_periods, period, period)[subject.Variation] += sign;
    }

    // Values whose last subject has gone are kept: others may have found no room because of them.
    public ExposureCounts Counts() => new()
    {
        Clients =
        [
            .. _clients.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new ClientCounts(one.Key, [.. one.Value])),
        ],
        Rulesets = [.. _rulesets.OrderBy(one => one.Key).Select(one => new NumberCounts(one.Key, [.. one.Value]))],
        Periods = [.. _periods.OrderBy(one => one.Key).Select(one => new NumberCounts(one.Key, [.. one.Value]))],
    };

    private long[] Of<TKey>(Dictionary<TKey, long[]> known, TKey key, TKey others)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var counts)) return counts;
        var kept = known.Count < ExperimentTally.MaxValues ? key : others;
        return known.TryGetValue(kept, out counts) ? counts : known[kept] = new long[experiment.Variations.Length];
    }
}
