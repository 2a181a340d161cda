namespace Actors.LoadTest.Scenarios;

/// <summary>When did each change reach each gateway? Changes are numbered from 1 and replace each other.</summary>
/// <remarks>
/// A gateway that serves change 7 has got every change up to 7: one that skips some while it catches up served them
/// all at that moment. Safe for concurrent use.
/// </remarks>
internal sealed class PropagationBoard(int gateways)
{
    private readonly Lock _lock = new();
    private readonly List<Change> _changes = [];
    private readonly int[] _served = new int[gateways];

    /// <summary>Reports that the next change is being sent; answers its number.</summary>
    public int Sent(TimeSpan at)
    {
        lock (_lock)
        {
            _changes.Add(new Change(_changes.Count + 1, at, new TimeSpan?[gateways]));
            return _changes.Count;
        }
    }

    /// <summary>Reports that a change failed: nobody has to serve it, though somebody may.</summary>
    public void Withdraw(int change)
    {
        lock (_lock)
            _changes[change - 1].Withdrawn = true;
    }

    /// <summary>
    /// Reports that a gateway served a change at a moment; answers the changes that this shows to have arrived there.
    /// A gateway that goes back to an older change, or serves one that was never sent, is told by <c>null</c>.
    /// </summary>
    public IReadOnlyList<Arrival>? Seen(int gateway, int change, TimeSpan at)
    {
        lock (_lock)
        {
            if (change < _served[gateway] || change > _changes.Count)
                return null;
            if (change == _served[gateway])
                return [];

            var arrivals = new List<Arrival>();
            foreach (var arrived in _changes.Take(change).Skip(_served[gateway]).Where(arrived => !arrived.Withdrawn))
                arrivals.Add(Arrive(arrived, gateway, at));
            _served[gateway] = change;
            return arrivals;
        }
    }

    /// <summary>The changes that a gateway should serve and was not seen to, and when each was sent.</summary>
    public IReadOnlyList<(int Change, TimeSpan Since)> Missing(int gateway)
    {
        lock (_lock)
        {
            return [.. _changes
                .Where(change => !change.Withdrawn && change.Arrivals[gateway] is null)
                .Select(change => (change.Number, change.Sent))];
        }
    }

    private static Arrival Arrive(Change change, int gateway, TimeSpan at)
    {
        change.Arrivals[gateway] = at;
        var everywhere = change.Arrivals.All(arrival => arrival is not null);
        return new Arrival(change.Number, change.Sent, at - change.Sent, everywhere);
    }

    private sealed record Change(int Number, TimeSpan Sent, TimeSpan?[] Arrivals)
    {
        public bool Withdrawn { get; set; }
    }
}
