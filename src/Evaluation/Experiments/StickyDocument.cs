using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Which variations were given to one value of one attribute?</summary>
/// <param name="AttributeName">Say, "deviceId".</param>
/// <param name="AttributeValue">As text; what is no text, as JSON.</param>
/// <param name="Assignments">The key of a variation by "experiment__version".</param>
public sealed record StickyDocument(
    string AttributeName, string AttributeValue, ImmutableDictionary<string, string> Assignments)
{
    /// <summary>Under which key it is kept: "deviceId||d123".</summary>
    public string Key => KeyOf(AttributeName, AttributeValue);

    internal static string KeyOf(string attributeName, string attributeValue) => $"{attributeName}||{attributeValue}";
}
