using System.Collections.Concurrent;
using System.Collections.Immutable;
using Actors.Contracts.Population;
using Actors.Population;

namespace Actors.Gateway.Tests.Rulesets;

/// <summary>Takes every sighting and wants everybody.</summary>
internal sealed class ToldPopulation : IPopulationGrain
{
    private readonly Guid _memory = Guid.NewGuid();

    public ConcurrentQueue<Sighting> Offered { get; } = [];

    public Task<PopulationDemand> Offer(ImmutableArray<Sighting> sightings, CancellationToken cancellation)
    {
        foreach (var sighting in sightings)
            Offered.Enqueue(sighting);
        return Task.FromResult(new PopulationDemand(1, ulong.MaxValue, _memory));
    }

    public Task<PopulationSample> Read(CancellationToken cancellation) => throw new NotSupportedException();

    public Task Forget(string attribute, string value, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
