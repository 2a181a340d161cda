using System.Collections.Immutable;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>What do the published experiments of pages come to?</summary>
internal sealed record CompiledExperiments(
    ImmutableArray<string> Sources,
    ImmutableArray<PublishedExperiment> Experiments,
    ImmutableArray<CompilationWarning> Warnings)
{
    public static CompiledExperiments None { get; } = new([], [], []);

    /// <summary>What cannot be read is left out, with a warning.</summary>
    public static CompiledExperiments Of(
        IEnumerable<string> sources, VocabularyBuilder vocabulary, SavedGroups groups)
    {
        ImmutableArray<string> all = [.. sources];
        var experiments = ImmutableArray.CreateBuilder<PublishedExperiment>();
        var warnings = ImmutableArray.CreateBuilder<CompilationWarning>();
        for (var i = 0; i < all.Length; i++)
        {
            var findings = new Findings($"/experiments/{i}");
            if (Compile(all[i], vocabulary, groups, findings) is { } experiment)
                experiments.Add(new PublishedExperiment(experiment));
            warnings.AddRange(findings.ToImmutable());
        }
        return new CompiledExperiments(all, experiments.ToImmutable(), warnings.ToImmutable());
    }

    private static Experiment? Compile(
        string json, VocabularyBuilder vocabulary, SavedGroups groups, Findings findings)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ScriptReader.Options);
            if (ScriptReader.TryRead(document.RootElement, out var read) && read.Kind == ScriptKind.Object)
            {
                var fields = new RuleFields(read, "", findings);
                if (fields.OptionalText("key") is { } key && fields.List("variations") is not null)
                {
                    var scope = new CompilationScope(key, vocabulary, groups, ContextualBandits.Empty, findings);
                    return new ExperimentCompiler(scope, fields, document.RootElement).Alone();
                }
            }
        }
        catch (JsonException)
        {
            // Found below.
        }
        findings.Add("", "malformed-experiment", "An experiment must be an object with key and variations.");
        return null;
    }
}
