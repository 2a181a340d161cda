using System.Collections.Concurrent;
using System.Collections.Immutable;
using Actors.Contracts.Population;
using Actors.Population;

namespace Actors.Gateway.Population;

/// <summary>Who of one environment belongs to its sample, and of whom has the region not been told?</summary>
/// <remarks>
/// Requests only ask <see cref="Wants"/>: a comparison and, for the few with small hashes, one look-up without a lock.
/// It holds at most as many subjects as a sample, and of those that the region was told of nothing but the hash.
/// </remarks>
internal sealed class SeenSubjects
{
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<ulong, Sighting?> _seen = []; // null: the region knows
    private readonly PriorityQueue<ulong, ulong> _largest = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
    private ulong _below = ulong.MaxValue;
    private PopulationDemand? _demand;

    /// <summary>Whether anybody was ever wanted here: else the region need not be asked.</summary>
    public bool IsUsed => _demand is not null || !_seen.IsEmpty;

    /// <summary>Whether a subject belongs to the sample and is not known.</summary>
    public bool Wants(ulong hash) => hash < Volatile.Read(ref _below) && !_seen.ContainsKey(hash);

    public void Add(Sighting sighting)
    {
        lock (_writing)
        {
            if (sighting.Hash >= _below || !_seen.TryAdd(sighting.Hash, sighting))
                return;
            _largest.Enqueue(sighting.Hash, sighting.Hash);
            if (_largest.Count > SubjectSample.MaxSubjects)
                Cut(_largest.Peek());
        }
    }

    /// <summary>Those of whom the region has not been told.</summary>
    public ImmutableArray<Sighting> Waiting() => [.. _seen.Values.OfType<Sighting>()];

    /// <summary>The region has taken these, and says whom it still wants.</summary>
    public void Told(IReadOnlyCollection<Sighting> told, PopulationDemand demand)
    {
        lock (_writing)
        {
            foreach (var sighting in told)
                _seen.TryUpdate(sighting.Hash, null, sighting);
            if (_demand is { } known && (known.Period, known.Memory) != (demand.Period, demand.Memory))
                BeginAnew();
            _demand = demand;
            Cut(demand.Below);
        }
    }

    // A new period wants everybody again, and so does an actor that has forgotten.
    private void BeginAnew()
    {
        var waiting = Waiting();
        _seen.Clear();
        _largest.Clear();
        _below = ulong.MaxValue;
        foreach (var sighting in waiting)
        {
            _seen[sighting.Hash] = sighting;
            _largest.Enqueue(sighting.Hash, sighting.Hash);
        }
    }

    private void Cut(ulong below)
    {
        if (below >= _below)
            return;
        Volatile.Write(ref _below, below);
        while (_largest.TryPeek(out var hash, out _) && hash >= below)
        {
            _largest.Dequeue();
            _seen.TryRemove(hash, out _);
        }
    }
}
