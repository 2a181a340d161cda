using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>Which members of saved groups may take part?</summary>
/// <param name="Attribute">Whose value is looked up in the groups; null: the hash attribute's.</param>
/// <param name="Groups">Ids of saved groups of the project.</param>
[GenerateSerializer, Immutable, Alias("group-target")]
public sealed record GroupTarget(
    [property: Id(0)] GroupMatch Match,
    [property: Id(1)] ImmutableArray<string> Groups,
    [property: Id(2)] string? Attribute = null);

/// <summary>Of how many of the groups must a subject be a member?</summary>
public enum GroupMatch
{
    [JsonStringEnumMemberName("all")] All = 0,
    [JsonStringEnumMemberName("any")] Any = 1,
    [JsonStringEnumMemberName("none")] None = 2,
}

/// <summary>What must another feature's value be for a subject to take part?</summary>
/// <param name="Condition">Asked of <c>{"value": …}</c>; canonical JSON.</param>
[GenerateSerializer, Immutable, Alias("experiment-prerequisite")]
public sealed record Prerequisite(
    [property: Id(0)] string Feature,
    [property: Id(1), JsonConverter(typeof(JsonText))] string Condition);

/// <summary>How large a part of which layer does an experiment want for itself?</summary>
/// <param name="Slots">Ten-thousandths of the layer's subjects, 1 to 10,000.</param>
[GenerateSerializer, Immutable, Alias("layer-share")]
public sealed record LayerShare([property: Id(0)] string Key, [property: Id(1)] int Slots);
