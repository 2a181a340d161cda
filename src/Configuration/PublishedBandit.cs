namespace Actors.Configuration;

/// <summary>Which weights has a contextual bandit learnt in one environment, for which kinds of subjects?</summary>
/// <param name="Id">Named by <c>contextualBanditRef</c> of a rule.</param>
/// <param name="Json">
/// <c>{"banditVersion":7,"contexts":[{"leafId":1,"condition":{…},"weights":[…]}]}</c> as <see cref="CanonicalJson"/>.
/// </param>
[GenerateSerializer, Immutable, Alias("published-bandit")]
public sealed record PublishedBandit([property: Id(0)] string Id, [property: Id(1)] string Json);
