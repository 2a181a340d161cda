namespace Actors.LoadTest.Scenarios;

/// <summary>Who takes part in the scenario <c>experiment</c>, and what is true of them?</summary>
/// <param name="AdminUrl">The gateway whose admin API takes the experiment.</param>
/// <param name="Users">How many, each once.</param>
/// <param name="ControlRate">The share of the users with the control who convert, 0 to 1.</param>
/// <param name="Lift">How much greater the treatment's share is, relative: 0.1 is 10 %.</param>
/// <param name="PerRequest">How many users' events one request has.</param>
/// <param name="Patience">After which what was sent and is not in the results has failed.</param>
internal sealed record ExperimentLoad(
    Uri AdminUrl,
    string Project,
    string Environment,
    string? AdminToken,
    int Users,
    double ControlRate,
    double Lift,
    int PerRequest,
    long Seed,
    TimeSpan Patience)
{
    public double RateOf(string variation) => variation == MeasuredExperiment.Control
        ? ControlRate
        : ControlRate * (1 + Lift);
}
