namespace Actors.Evaluation;

/// <summary>How is one flag of a bulk answer come by: copied, or evaluated first?</summary>
/// <param name="Feature">What to evaluate.</param>
/// <param name="Constant">The bytes that everybody gets, with a comma before them; null when rules decide.</param>
/// <param name="Reason">Of the constant.</param>
internal readonly record struct OfrepFlag(CompiledFeature Feature, byte[]? Constant, Reason Reason)
{
    public static OfrepFlag Of(CompiledFeature feature) => feature.Rules.Length == 0
        ? new OfrepFlag(feature, feature.Otherwise.NextOfrepJson, feature.Otherwise.Reason)
        : new OfrepFlag(feature, null, default);
}
