namespace Actors.Evaluation;

/// <summary>What can keep a rule from deciding? In the order of the dialect.</summary>
public enum Check
{
    /// <summary>Another feature must have a value.</summary>
    Prerequisite,

    /// <summary>The bucket must be within a filter's ranges.</summary>
    Filter,

    /// <summary>The attributes must match.</summary>
    Condition,

    /// <summary>The bucket must be within the coverage or the range.</summary>
    Rollout,

    /// <summary>An experiment must have two variations or more.</summary>
    Variations,

    /// <summary>The caller must run experiments.</summary>
    Enabled,

    /// <summary>The page must be one of the experiment's.</summary>
    Url,

    /// <summary>The page's query forces a variation; passing it decides.</summary>
    QueryString,

    /// <summary>The caller forces a variation; passing it decides.</summary>
    ForcedVariation,

    /// <summary>The experiment must be neither a draft nor inactive.</summary>
    Active,

    /// <summary>The hash attribute must have a value.</summary>
    HashAttribute,

    /// <summary>The subject was given a variation before; passing it decides.</summary>
    StickyBucket,

    /// <summary>The bucket must be within the namespace's part.</summary>
    Namespace,

    /// <summary>The subject must be of a group, and nobody says of which groups it is.</summary>
    Group,

    /// <summary>The hash version must be one that exists.</summary>
    HashVersion,

    /// <summary>The version of the subject's sticky bucket must not be closed.</summary>
    StickyVersion,

    /// <summary>The bucket must be within a variation's range.</summary>
    Ranges,

    /// <summary>The experiment itself forces a variation; passing it decides.</summary>
    ExperimentForce,

    /// <summary>The caller must not be in QA mode.</summary>
    QaMode,

    /// <summary>The experiment must not be stopped.</summary>
    Running,

    /// <summary>The variation must not leave the decision to the rules below.</summary>
    Passthrough,
}
