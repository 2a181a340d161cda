namespace Actors.LoadTest.Measurement;

/// <summary>The figures of one operation against one target, recorded by many workers at once.</summary>
internal sealed class Series(string operation, string target)
{
    private readonly Lock _lock = new();
    private readonly Figures _figures = new();

    public string Operation => operation;

    public string Target => target;

    public void Record(Outcome outcome, TimeSpan latency, TimeSpan service)
    {
        lock (_lock)
            _figures.Record(outcome, latency, service);
    }

    public void RecordUnsent(TimeSpan latency)
    {
        lock (_lock)
            _figures.RecordUnsent(latency);
    }

    /// <summary>The figures so far, as a copy of the reader's own.</summary>
    public Figures Read()
    {
        lock (_lock)
            return _figures.Copy();
    }
}
