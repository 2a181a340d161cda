using System.Collections.Immutable;
using Actors.Population;

namespace Actors.Contracts.Population;

/// <summary>
/// Whom did an environment's gateways see lately? In memory only. The key is "population:project/environment", for
/// example "population:shop/production".
/// </summary>
[Alias("population-grain")]
public interface IPopulationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes sightings over, as far as they belong to the sample; repeating it changes nothing. Answers whom the sample
    /// still wants.
    /// </summary>
    /// <param name="sightings">At most <see cref="SubjectSample.MaxSubjects"/>; more are left out.</param>
    [Alias("offer"), AlwaysInterleave]
    Task<PopulationDemand> Offer(ImmutableArray<Sighting> sightings, CancellationToken cancellation = default);

    /// <summary>The sample of the present period and the one before; empty when nobody was seen.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<PopulationSample> Read(CancellationToken cancellation = default);

    /// <summary>Lets go of everybody who has this value of the attribute. May be repeated.</summary>
    [Alias("forget"), AlwaysInterleave]
    Task Forget(string attribute, string value, CancellationToken cancellation = default);
}

/// <summary>Whom does a sample still want?</summary>
/// <param name="Period">As <see cref="PopulationWindow.NumberOf"/> counts.</param>
/// <param name="Below">Of that period: subjects with smaller hashes.</param>
/// <param name="Memory">Another one when the actor has forgotten whom it was told of: then tell it again.</param>
[GenerateSerializer, Immutable, Alias("population-demand")]
public sealed record PopulationDemand(
    [property: Id(0)] long Period, [property: Id(1)] ulong Below, [property: Id(2)] Guid Memory);
