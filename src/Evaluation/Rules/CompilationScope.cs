namespace Actors.Evaluation;

/// <summary>
/// What may the definition of a feature refer to, beside itself, and where is it said what it refers to?
/// </summary>
/// <param name="FeatureKey">Also the seed and the key of its experiments, where a rule names none.</param>
/// <param name="Vocabulary">Learns the attributes and buckets that the definition asks for.</param>
internal sealed record CompilationScope(
    string FeatureKey, VocabularyBuilder Vocabulary, SavedGroups Groups, ContextualBandits Bandits, Findings Findings)
{
    public OutcomeCompiler Outcomes { get; } = new(FeatureKey);

    /// <summary>The contextual bandits asked for, known or not: compile anew when one of them changes.</summary>
    public HashSet<string> BanditsAskedFor { get; } = new(StringComparer.Ordinal);

    /// <summary>What is asked of attributes; null when it cannot be compiled, and why is among the findings.</summary>
    public Condition? Condition(in ScriptValue condition, string path)
    {
        var compiler = new ConditionCompiler(Findings, Groups, Vocabulary);
        var compiled = compiler.Compile(condition, path);
        return compiled is null || compiler.HasOwn ? compiled : Vocabulary.Share(compiled, condition);
    }

    /// <summary>What is asked of another feature's <c>{"value": …}</c>: saved groups are not known there.</summary>
    public Condition? ConditionOnValue(in ScriptValue condition, string path) =>
        new ConditionCompiler(Findings, SavedGroups.Empty, null).Compile(condition, path);
}
