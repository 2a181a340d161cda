using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Population;

namespace Actors.Gateway.Population;

/// <summary>What does one subject of a sample get, before a change and after it?</summary>
/// <param name="Placement">Of what is changed.</param>
/// <param name="Unit">What was hashed after the change, if that put the subject into a variation; else null.</param>
/// <param name="OthersBefore">The variations of other experiments, by their keys.</param>
/// <param name="OthersAfter">The same, after the change.</param>
internal sealed record Tried(
    Placement Placement,
    string? Unit,
    IReadOnlyDictionary<string, string> OthersBefore,
    IReadOnlyDictionary<string, string> OthersAfter);

/// <summary>What does a subject get of some features under one ruleset, as a gateway answers it?</summary>
internal sealed class Given
{
    private readonly Dictionary<string, string> _variations = new(StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> _values = [];

    /// <param name="subject">Read for this ruleset.</param>
    /// <param name="memory">What is remembered of it; counts where gateways would ask for it.</param>
    public Given(ServedRuleset ruleset, Subject subject, IReadOnlyList<string> features, StickyDocument? memory = null)
    {
        var inputs = ruleset.Remembered.IsEmpty
            ? null
            : CallerInputs.None with
            {
                StickyBuckets = memory is null ? StickyBuckets.Empty : StickyBuckets.Empty.With(memory),
            };
        foreach (var feature in features)
        {
            var result = Evaluator.EvaluateFully(ruleset.Compiled, feature, subject, inputs);
            _values.Add(result.Outcome.ValueJson);
            if (result.Experiment is { IsIn: true } experiment
                && _variations.TryAdd(experiment.ExperimentKey, experiment.VariationKey))
                Units[experiment.ExperimentKey] =
                    (experiment.HashAttribute, subject.Text(experiment.HashAttribute) ?? "");
        }
    }

    /// <summary>By key of the experiment: the attribute and the value that were hashed.</summary>
    public Dictionary<string, (string Attribute, string Value)> Units { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Variations => _variations;

    public bool IsLike(Given other) =>
        _values.Zip(other._values).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));
}
