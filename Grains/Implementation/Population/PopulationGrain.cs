using System.Collections.Immutable;
using System.Text.Json;
using Actors.Contracts.Population;
using Actors.Population;

namespace Actors.Implementation.Population;

/// <summary>Holds the sample of one environment. Never kept: gateways tell a new activation again.</summary>
[GrainType("population")]
internal sealed class PopulationGrain(TimeProvider time) : Grain, IPopulationGrain
{
    /// <summary>For so long a gateway may still have to say what it saw before an erasure.</summary>
    private static readonly TimeSpan _onItsWay = TimeSpan.FromMinutes(2);

    private readonly Guid _memory = Guid.NewGuid();
    private readonly List<(string Attribute, string Value, DateTimeOffset At)> _forgotten = [];
    private PopulationWindow _window = new(time.GetUtcNow());

    public Task<PopulationDemand> Offer(ImmutableArray<Sighting> sightings, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        _forgotten.RemoveAll(one => now - one.At > _onItsWay);
        _window = sightings.Take(SubjectSample.MaxSubjects)
            .Where(sighting => !_forgotten.Exists(
                one => sighting.At <= one.At && Has(sighting, one.Attribute, one.Value)))
            .Aggregate(_window.At(now), (window, sighting) => window.With(sighting));
        return Task.FromResult(new PopulationDemand(_window.Number, _window.Wanted, _memory));
    }

    public Task<PopulationSample> Read(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        _window = _window.At(now);
        return Task.FromResult(_window.Whole(now));
    }

    public Task Forget(string attribute, string value, CancellationToken cancellation)
    {
        _forgotten.Add((attribute, value, time.GetUtcNow()));
        _window = _window.Without(sighting => Has(sighting, attribute, value));
        return Task.CompletedTask;
    }

    // OFREP's targeting key is an id as well.
    private static bool Has(Sighting sighting, string attribute, string value)
    {
        using var context = JsonDocument.Parse(sighting.Context);
        return Is(attribute) || attribute == "id" && Is("targetingKey");

        bool Is(string name) => context.RootElement.TryGetProperty(name, out var held)
            && (held.ValueKind == JsonValueKind.String ? held.GetString() : held.GetRawText()) == value;
    }
}
