namespace Actors.Evaluation;

/// <summary>Why did the subject get this value? The names are OFREP's, written there in capitals.</summary>
public enum Reason
{
    /// <summary>The feature has no rules: everybody gets the default value. OFREP: STATIC.</summary>
    Static,

    /// <summary>A rule without a percentage matched, or the caller forced a value. OFREP: TARGETING_MATCH.</summary>
    TargetingMatch,

    /// <summary>A rule with a percentage or an experiment matched: the bucket decided. OFREP: SPLIT.</summary>
    Split,

    /// <summary>The feature has rules and none gave a value, or a gate is closed. OFREP: DEFAULT.</summary>
    Default,

    /// <summary>The feature is switched off in this environment; there is no value. OFREP: DISABLED.</summary>
    Disabled,

    /// <summary>The definition could not be read, or depends on itself; there is no value. OFREP: UNKNOWN.</summary>
    Unknown,
}
