namespace Actors.LoadTest.Scenarios;

/// <summary>What is changed in the scenario <c>change</c>, how often, and how closely is it watched?</summary>
/// <param name="AdminUrl">The gateway whose admin API takes the changes.</param>
/// <param name="Every">From one change to the next.</param>
/// <param name="Poll">Between two looks at a gateway: the resolution of what is measured.</param>
/// <param name="Patience">After which a change that was not served counts as failed.</param>
internal sealed record ChangeLoad(
    Uri AdminUrl,
    string Project,
    string Environment,
    string? AdminToken,
    TimeSpan Every,
    TimeSpan Poll,
    TimeSpan Patience);
