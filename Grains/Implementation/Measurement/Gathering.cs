using Actors.Configuration;
using Actors.Contracts;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>What was counted of an experiment in one environment, all partitions together.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Events">That are in the sums.</param>
/// <param name="Sums">null: no partition has been told to count it yet.</param>
internal sealed record Gathered(DateTimeOffset At, long Events, bool IsCatchingUp, ExperimentSums? Sums);

/// <summary>Asks the partitions what they have counted, once a second at most, however many want to know.</summary>
internal sealed class Gathering(string experiment, IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(EnvironmentId, string Phase), (long Asked, Task<Gathered> Answer)> _known = [];

    public Task<Gathered> Of(EnvironmentId environment, string phase)
    {
        var isFresh = _known.TryGetValue((environment, phase), out var known)
            && !known.Answer.IsFaulted
            && time.GetElapsedTime(known.Asked) < _fresh;
        if (!isFresh)
            _known[(environment, phase)] = known = (time.GetTimestamp(), Ask(environment, phase));
        return known.Answer;
    }

    private async Task<Gathered> Ask(EnvironmentId environment, string phase)
    {
        var at = time.GetUtcNow();
        var partitions = await Task.WhenAll(Enumerable.Range(0, EventLimits.Partitions)
            .Select(partition => grains.GetEvents(environment, partition).Sums(experiment)));
        var counted = partitions.SelectMany(partition => partition.Phases
            .Where(sums => sums.Sums.Of.Phase == phase)
            .Select(sums => (partition.Tail, sums.Position, sums.Sums))).ToArray();
        if (counted.Length == 0)
            return new Gathered(at, 0, IsCatchingUp: false, Sums: null);

        // A partition that has heard of a newer plan counts other things; those who agree most are believed meanwhile.
        var alike = counted
            .Select(one => Array.FindAll(counted, other => one.Sums.Of.IsSame(other.Sums.Of)))
            .MaxBy(group => group.Length)!;
        return new Gathered(
            at,
            alike.Sum(one => one.Position),
            alike.Length < partitions.Length || alike.Any(one => one.Position < one.Tail),
            alike.Select(one => one.Sums).Aggregate((one, other) => one.Plus(other)));
    }
}
