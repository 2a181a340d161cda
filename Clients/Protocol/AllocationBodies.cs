namespace Actors.Protocol;

/// <summary>Which weights and coverage shall a running experiment have?</summary>
/// <param name="WeightsBasisPoints">As they are when left out.</param>
/// <param name="CoverageBasisPoints">As it is when left out.</param>
public sealed record AllocationWish(IReadOnlyList<int>? WeightsBasisPoints = null, int? CoverageBasisPoints = null);

/// <summary>The same, and in which way.</summary>
/// <param name="Way">"least-movement", "sticky" or "re-randomise".</param>
public sealed record AllocationRequest(
    string Way, IReadOnlyList<int>? WeightsBasisPoints = null, int? CoverageBasisPoints = null);

/// <summary>What would each way do?</summary>
/// <param name="Environment">Whose subjects were asked about.</param>
/// <param name="Population">Who stands for the subjects that its gateways saw lately.</param>
public sealed record AllocationOffers(
    IReadOnlyList<AllocationOffer> Ways, string Environment, PopulationBody Population);

/// <summary>What would one way of changing the allocation do?</summary>
/// <param name="Moved">Of the subjects whom the experiment may include and nobody has exposed yet.</param>
/// <param name="MovedExposed">Of those who were exposed.</param>
/// <param name="Phase">Another one than now: data is kept apart from then on.</param>
/// <param name="Ranges">What they would be.</param>
/// <param name="Subjects">How many of the subjects that gateways saw lately, if nobody was exposed.</param>
/// <param name="SubjectsExposed">The same, if all who take part were exposed.</param>
public sealed record AllocationOffer(
    string Way,
    MovedSharesBody Moved,
    MovedSharesBody MovedExposed,
    int Phase,
    IReadOnlyList<SlotRangeBody> Ranges,
    ShiftBody Subjects,
    ShiftBody SubjectsExposed);

/// <summary>Which shares of the subjects, 0 to 1, get something else?</summary>
/// <param name="All">The three together.</param>
public sealed record MovedSharesBody(double All, double Entering, double Leaving, double Switching);
