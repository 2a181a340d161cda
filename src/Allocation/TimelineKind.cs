namespace Actors.Allocation;

/// <summary>What kind of thing happened to a subject?</summary>
[GenerateSerializer, Alias("timeline-kind")]
public enum TimelineKind
{
    /// <summary>It met a variation of an experiment.</summary>
    Exposure = 0,

    /// <summary>It did what a metric counts.</summary>
    Conversion = 1,
}
