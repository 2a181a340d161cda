namespace Actors.LoadTest.Scenarios;

/// <summary>Which events are sent in the scenario <c>events</c>?</summary>
/// <param name="PerRequest">Events of one request, 1 to 1,000.</param>
/// <param name="Subjects">How many distinct subjects they are about.</param>
internal sealed record EventLoad(string Project, string Environment, int PerRequest, int Subjects, long Seed);
