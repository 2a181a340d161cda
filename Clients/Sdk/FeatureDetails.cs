using Actors.Evaluation;

namespace Actors.Sdk;

/// <summary>Which value has a feature for a subject, and why?</summary>
/// <param name="Value">Of the feature, or the default that was given.</param>
/// <param name="IsDefault">Whether it is the default that was given.</param>
/// <param name="Reason">Why, when the feature was evaluated; else <see cref="Evaluation.Reason.Unknown"/>.</param>
/// <param name="Error">Why the feature has no value that could be used.</param>
/// <param name="Variation">The key of an experiment's variation; null when no experiment decided.</param>
/// <param name="RuleId">The id of the rule that decided; null when it has none or no rule decided.</param>
public readonly record struct FeatureDetails<T>(
    T Value, bool IsDefault, Reason Reason, FeatureError Error, string? Variation = null, string? RuleId = null);

/// <summary>Why was the default taken?</summary>
public enum FeatureError
{
    /// <summary>It was not, or the feature has no value for this subject.</summary>
    None = 0,

    /// <summary>There is no configuration yet.</summary>
    NotReady = 1,

    /// <summary>There is no such feature, or it is switched off.</summary>
    FeatureNotFound = 2,

    /// <summary>The feature's value is of another type.</summary>
    TypeMismatch = 3,

    /// <summary>The subject cannot be read: it is too large, or nested too deeply.</summary>
    SubjectInvalid = 4,

    /// <summary>Something is wrong with this library; the log says what.</summary>
    Failed = 5,
}
