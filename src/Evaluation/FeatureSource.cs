namespace Actors.Evaluation;

/// <summary>What was published under a feature's key?</summary>
/// <param name="Key">The feature's key; also the seed of its rollouts where a rule names none.</param>
/// <param name="Enabled">False when the environment has switched the feature off: it then has no value.</param>
/// <param name="Json">The GrowthBook feature definition: <c>{"defaultValue": …, "rules": […]}</c>.</param>
public readonly record struct FeatureSource(string Key, bool Enabled, string Json);
