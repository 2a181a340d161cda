namespace Actors.Allocation;

/// <summary>Of what is something decided for one subject?</summary>
[GenerateSerializer, Alias("override-kind")]
public enum OverrideKind
{
    /// <summary>Of an experiment: the key of the variation that is given.</summary>
    Experiment = 0,

    /// <summary>Of a feature: the value that is given, as JSON.</summary>
    Feature = 1,
}
