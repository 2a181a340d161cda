namespace Actors.Implementation.Configuration;

/// <summary>
/// Which features and saved groups may have something left to hand over, so that somebody must wake them?
/// </summary>
/// <remarks>
/// A feature is noted, durably, before it changes. That all has arrived is noted in memory first and written after the
/// index: a mark too many costs a wake-up, a mark too few would cost a change. Each expectation has a number, so that
/// what is heard of an earlier one does not count for a later one.
/// </remarks>
internal sealed class DueFeatures(Storage<ProjectDueState> state)
{
    private readonly Dictionary<string, long> _expected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _arrived = new(StringComparer.Ordinal);
    private long _expectations;

    /// <summary>Those to wake, each with the number of its latest expectation.</summary>
    public IReadOnlyList<(string Feature, long Expectation)> Waiting =>
        [.. state.Durable.Features
            .Where(feature => !_arrived.ContainsKey(feature))
            .Select(feature => (feature, _expected.GetValueOrDefault(feature)))];

    /// <summary>Those that are noted and have not arrived, also those whose note is just being written.</summary>
    public IEnumerable<string> Expected => state.Newest.Features.Where(feature => !_arrived.ContainsKey(feature));

    /// <summary>Those that may be let go, as of now.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Arrivals => [.. _arrived];

    /// <summary>Durable when it returns.</summary>
    public Task Expect(IEnumerable<string> features)
    {
        var due = state.Newest;
        var next = due.Features;
        foreach (var feature in features)
        {
            Renew(feature);
            next = next.Add(feature);
        }

        return next == due.Features ? state.Settled : state.Keep(due with { Features = next });
    }

    /// <summary>Expects these and all that are expected already, anew. Durable when it returns.</summary>
    public Task ExpectAnew(IEnumerable<string> features) => Expect(features.Union(state.Newest.Features));

    /// <summary>All of a feature's changes have arrived, unless it was expected again since.</summary>
    public void Arrived(string feature, long expectation)
    {
        if (expectation == _expected.GetValueOrDefault(feature))
        {
            _arrived[feature] = expectation;
        }
    }

    /// <summary>Lets go of those that have arrived, unless one was expected again since.</summary>
    public async Task Release(IReadOnlyList<KeyValuePair<string, long>> arrivals)
    {
        var gone = arrivals.Where(_arrived.Contains).Select(arrival => arrival.Key).ToList();
        if (gone.Count == 0)
        {
            return;
        }

        var due = state.Newest;
        var released = state.Keep(due with { Features = due.Features.Except(gone) });
        foreach (var feature in gone)
        {
            _arrived.Remove(feature);
            _expected.Remove(feature);
        }

        await released;
    }

    private void Renew(string feature)
    {
        _expected[feature] = ++_expectations;
        _arrived.Remove(feature);
    }
}
