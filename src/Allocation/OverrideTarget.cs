namespace Actors.Allocation;

/// <summary>What does an operator decide for one subject: a variation of an experiment, or a value?</summary>
[GenerateSerializer, Immutable, Alias("override-target")]
public readonly record struct OverrideTarget([property: Id(0)] OverrideKind Kind, [property: Id(1)] string Key)
{
    public static OverrideTarget Experiment(string key) => new(OverrideKind.Experiment, key);

    public static OverrideTarget Feature(string key) => new(OverrideKind.Feature, key);

    /// <summary>"experiment/checkout" or "feature/banner".</summary>
    public override string ToString() => $"{(Kind == OverrideKind.Experiment ? "experiment" : "feature")}/{Key}";
}
