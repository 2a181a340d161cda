namespace Actors.LoadTest.Measurement;

/// <summary>What do we know about a set of requests? Sums that can be added. Not safe for concurrent use.</summary>
internal sealed class Figures
{
    private const int DistinctErrors = 20;

    public long Requests { get; private set; }

    /// <summary>Requests that failed, those never sent included.</summary>
    public long Failures { get; private set; }

    /// <summary>Requests that were due but that no connection was free to send before the run ended.</summary>
    public long Unsent { get; private set; }

    public long Stale { get; private set; }

    public long Bytes { get; private set; }

    public double OldestConfigSeconds { get; private set; }

    public SortedDictionary<string, long> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each message was seen; the messages after the first twenty count as one.</summary>
    public SortedDictionary<string, long> Errors { get; } = new(StringComparer.Ordinal);

    /// <summary>From the moment a request was due to its answer: what a user would have felt.</summary>
    public Latencies Latency { get; } = new();

    /// <summary>From the moment a request was sent to its answer: what the server alone took.</summary>
    public Latencies Service { get; } = new();

    public void Record(Outcome outcome, TimeSpan latency, TimeSpan service)
    {
        Requests++;
        Failures += outcome.Failed ? 1 : 0;
        Stale += outcome.Stale ? 1 : 0;
        Bytes += outcome.Bytes;
        OldestConfigSeconds = Math.Max(OldestConfigSeconds, outcome.ConfigAgeSeconds);
        Count(Statuses, outcome.Status, 1);
        if (outcome.Error is { } error)
            Count(Errors, Errors.Count < DistinctErrors || Errors.ContainsKey(error) ? error : "other", 1);
        Latency.Record(latency);
        Service.Record(service);
    }

    /// <summary>A request that was never sent has waited at least <paramref name="latency"/>, and failed.</summary>
    public void RecordUnsent(TimeSpan latency)
    {
        Requests++;
        Failures++;
        Unsent++;
        Count(Statuses, "unsent", 1);
        Latency.Record(latency);
    }

    public void Add(Figures other)
    {
        Requests += other.Requests;
        Failures += other.Failures;
        Unsent += other.Unsent;
        Stale += other.Stale;
        Bytes += other.Bytes;
        OldestConfigSeconds = Math.Max(OldestConfigSeconds, other.OldestConfigSeconds);
        foreach (var (status, count) in other.Statuses)
            Count(Statuses, status, count);
        foreach (var (error, count) in other.Errors)
            Count(Errors, error, count);
        Latency.Add(other.Latency);
        Service.Add(other.Service);
    }

    public Figures Copy()
    {
        var copy = new Figures();
        copy.Add(this);
        return copy;
    }

    private static void Count(SortedDictionary<string, long> counts, string key, long more) =>
        counts[key] = counts.GetValueOrDefault(key) + more;
}
