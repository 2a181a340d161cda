namespace Actors.Statistics;

/// <summary>How often does a client report another variation than the server computes?</summary>
/// <param name="Sdk">Which client library; empty: unknown.</param>
/// <param name="Version">Of the library; empty: unknown.</param>
/// <param name="Checked">Exposures that were computed again.</param>
/// <param name="Disagreeing">Those of them with another variation.</param>
public sealed record DriftCount(string Sdk, string Version, long Checked, long Disagreeing)
{
    /// <summary>Between 0 and 1.</summary>
    public double Share => Checked == 0 ? 0 : (double)Disagreeing / Checked;
}

/// <summary>From when on is disagreement an alarm?</summary>
public sealed record DriftPolicy
{
    /// <summary>The share of disagreeing exposures that is tolerated: at least 0, below 1.</summary>
    public double Threshold { get; init; } = 0.01;

    /// <summary>How sure it must be that there are more: above 0.5, below 1.</summary>
    public double Confidence { get; init; } = 0.999;
}

/// <summary>Do clients of one kind assign differently from the server?</summary>
/// <param name="IsAlarm">More of them than is tolerated, for sure.</param>
/// <param name="PValue">How likely so many would be, were there just as many as is tolerated.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record DriftVerdict(DriftCount Count, bool IsAlarm, double PValue, string Reason);

/// <summary>Which clients assign differently from the server?</summary>
public static class DriftAlarm
{
    /// <summary>
    /// The exact binomial test: P(X ≥ k) of n exposures at the threshold t is the incomplete beta function
    /// I_t(k, n − k + 1) (Clopper and Pearson 1934, Biometrika 26). One of five exposures is no alarm, fifty of five
    /// hundred are.
    /// </summary>
    public static DriftVerdict Decide(DriftCount count, DriftPolicy policy)
    {
        Alpha.Check(policy.Confidence);
        var pValue = Distributions.BinomialAtLeast(count.Disagreeing, count.Checked, policy.Threshold);
        var isAlarm = pValue < 1 - policy.Confidence;
        var who = count.Sdk.Length == 0 ? "Clients of unknown kind" : $"{count.Sdk} {count.Version}".TrimEnd();
        var what = $"{Wording.Count(count.Disagreeing)} of {Wording.Count(count.Checked)} exposures differ from "
            + $"what the server computes ({Wording.Percent(count.Share)})";
        return new DriftVerdict(count, isAlarm, pValue, isAlarm
            ? $"{who}: {what}, more than the {Wording.Percent(policy.Threshold)} that are tolerated."
            : $"{who}: {what}.");
    }

    /// <summary>Of all kinds of clients, alarms first, then the largest share.</summary>
    public static IReadOnlyList<DriftVerdict> DecideAll(IEnumerable<DriftCount> counts, DriftPolicy policy) =>
    [
        .. counts.Select(count => Decide(count, policy))
            .OrderByDescending(verdict => verdict.IsAlarm)
            .ThenBy(verdict => verdict.PValue),
    ];
}
