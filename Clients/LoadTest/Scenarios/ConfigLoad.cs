namespace Actors.LoadTest.Scenarios;

/// <summary>Who asks for what in the scenario <c>config</c>?</summary>
/// <param name="Users">How many distinct users ask.</param>
/// <param name="Seed">From which the users' attributes follow.</param>
/// <param name="Flags">Flags to evaluate one at a time; every flag in bulk when empty.</param>
internal sealed record ConfigLoad(int Users, long Seed, IReadOnlyList<string> Flags);
