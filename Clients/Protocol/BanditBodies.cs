using System.Text.Json;

namespace Actors.Protocol;

/// <summary>Which weights has a contextual bandit learnt, for which kinds of subjects?</summary>
/// <param name="Contexts">In order: the first whose condition holds says the weights.</param>
/// <param name="BanditVersion">Counts what was learnt; told with each exposure.</param>
public sealed record BanditBody(IReadOnlyList<BanditContext> Contexts, int? BanditVersion = null);

/// <summary>How are variations weighed for one kind of subjects?</summary>
/// <param name="Weights">One for each variation of the rule; they add up to 1.</param>
/// <param name="Condition">As in rules; left out or empty: everybody.</param>
public sealed record BanditContext(
    IReadOnlyList<double> Weights, int? LeafId = null, JsonElement? Condition = null);

/// <summary>Which contextual bandits has an environment? By the id that rules name.</summary>
public sealed record BanditList(IReadOnlyDictionary<string, JsonElement> ContextualBandits);
