namespace Actors.LoadTest.Clustering;

/// <summary>What do grain calls go to in the scenario <c>grains</c>?</summary>
internal sealed record GrainLoad(string Project, string Environment, GrainMix Mix);
