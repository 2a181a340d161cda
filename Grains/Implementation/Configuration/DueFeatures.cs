namespace Actors.Implementation.Configuration;

/// <summary>Which features may have something left to hand over, so that somebody must wake them?</summary>
/// <remarks>
/// A feature is noted, durably, before it changes. That all has arrived is noted in memory first and written together
/// with the index: a mark too many costs a wake-up, a mark too few would cost a change.
/// </remarks>
internal sealed class DueFeatures(Storage<ProjectDueState> state)
{
    private readonly Dictionary<string, long> _expected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arrived = new(StringComparer.Ordinal);
    private long _expectations;

    /// <summary>Those to wake, each with the number of its latest expectation.</summary>
    public IReadOnlyList<(string Feature, long Expectation)> Waiting =>
        [.. state.Durable.Features
            .Where(feature => !_arrived.Contains(feature))
            .Select(feature => (feature, _expected.GetValueOrDefault(feature)))];

    public bool HasArrivals => _arrived.Count > 0;

    /// <summary>Durable when it returns.</summary>
    public Task Expect(IEnumerable<string> features)
    {
        var due = state.Newest;
        var next = due.Features;
        foreach (var feature in features)
        {
            _expected[feature] = ++_expectations;
            _arrived.Remove(feature);
            next = next.Add(feature);
        }

        return next == due.Features ? state.Settled : state.Keep(due with { Features = next });
    }

    /// <summary>All of a feature's changes have arrived, unless it was expected again since.</summary>
    public void Arrived(string feature, long? expectation = null)
    {
        if (expectation is null || expectation == _expected.GetValueOrDefault(feature))
        {
            _arrived.Add(feature);
        }
    }

    /// <summary>Lets go of those that have arrived.</summary>
    public async Task Write()
    {
        var arrived = _arrived.ToArray();
        var due = state.Newest;
        await state.Keep(due with { Features = due.Features.Except(arrived) });
        foreach (var feature in arrived)
        {
            // Expected again while the write was under way: then it is in the newest state again, and stays.
            if (!state.Newest.Features.Contains(feature))
            {
                _arrived.Remove(feature);
                _expected.Remove(feature);
            }
        }
    }
}
