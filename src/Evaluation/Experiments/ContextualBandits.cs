using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Which weights has each contextual bandit learnt, for which kinds of subjects? Immutable.</summary>
public sealed class ContextualBandits
{
    private readonly ImmutableDictionary<string, Definition> _byId;

    private ContextualBandits(ImmutableDictionary<string, Definition> byId) => _byId = byId;

    /// <summary>No bandit at all: rules that name one go by their own weights.</summary>
    public static ContextualBandits Empty { get; } =
        new(ImmutableDictionary.Create<string, Definition>(StringComparer.Ordinal));

    internal IEnumerable<string> Ids => _byId.Keys;

    /// <summary>
    /// Reads <c>{"id": {"banditVersion": 7, "contexts": [{"leafId": 1, "condition": {…}, "weights": […]}]}}</c>.
    /// </summary>
    /// <param name="banditsObject">The object.</param>
    /// <param name="bandits">Null when the answer is false.</param>
    /// <param name="problem">One sentence on what was wrong; null when the answer is true.</param>
    public static bool TryFrom(
        JsonElement banditsObject,
        [NotNullWhen(true)] out ContextualBandits? bandits,
        [NotNullWhen(false)] out string? problem)
    {
        (bandits, problem) = (null, "Contextual bandits must be an object of objects of valid text.");
        if (!ScriptReader.TryRead(banditsObject, out var read) || read.Kind != ScriptKind.Object)
            return false;
        var byId = Empty._byId.ToBuilder();
        foreach (ref readonly var bandit in read.Members)
        {
            if (bandit.Value.Kind != ScriptKind.Object)
                return false;
            var json = banditsObject.GetProperty(bandit.NameAsString);
            byId[bandit.NameAsString] = new Definition(bandit.Value, OutcomeCompiler.Encode(json));
        }
        (bandits, problem) = (new ContextualBandits(byId.ToImmutable()), null);
        return true;
    }

    internal bool TryFind(string id, out ScriptValue definition)
    {
        definition = _byId.GetValueOrDefault(id)?.Value ?? default;
        return definition.Kind == ScriptKind.Object;
    }

    /// <summary>Whether a feature that asks for this one need not be compiled anew.</summary>
    internal bool IsSame(string id, ContextualBandits other) =>
        _byId.TryGetValue(id, out var ours) && other._byId.TryGetValue(id, out var theirs)
            ? ReferenceEquals(ours, theirs) || ours.Json.AsSpan().SequenceEqual(theirs.Json)
            : _byId.ContainsKey(id) == other._byId.ContainsKey(id);

    private sealed record Definition(ScriptValue Value, byte[] Json);
}
