namespace Actors.Evaluation;

/// <summary>Which experiment of a page, not of a feature, was published?</summary>
public sealed class PublishedExperiment
{
    internal PublishedExperiment(Experiment experiment) => Experiment = experiment;

    /// <summary>By which tracking, forced variations and sticky buckets know it.</summary>
    public string Key => Experiment.Key;

    internal Experiment Experiment { get; }
}
