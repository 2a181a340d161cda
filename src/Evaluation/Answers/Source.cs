namespace Actors.Evaluation;

/// <summary>What decided on the value? The names are the dialect's.</summary>
public enum Source
{
    /// <summary>There is no such feature, or it is off, or unreadable; no value. "unknownFeature".</summary>
    UnknownFeature,

    /// <summary>No rule decided. "defaultValue".</summary>
    DefaultValue,

    /// <summary>A rule's forced value. "force".</summary>
    Force,

    /// <summary>The caller forced the feature's value. "override".</summary>
    Override,

    /// <summary>A rule's experiment. "experiment".</summary>
    Experiment,

    /// <summary>
    /// A gate is closed: another feature does not have the value it must have; no value. "prerequisite".
    /// </summary>
    Prerequisite,

    /// <summary>The feature depends on itself; no value. "cyclicPrerequisite".</summary>
    CyclicPrerequisite,
}
