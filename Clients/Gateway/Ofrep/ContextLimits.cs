using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Actors.Evaluation;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// Does a context ask for too much work? Every rule may look at every item and hash every character of it.
/// </summary>
internal static class ContextLimits
{
    /// <summary>Items of a list, and members of an object, at any depth.</summary>
    public const int Items = 1000;

    /// <summary>Characters of the targeting key, and of whatever a rollout hashes.</summary>
    public const int HashedCharacters = 1024;

    /// <summary>Null, or a sentence on what is too much. Looks at sizes only, before anything is made.</summary>
    /// <param name="context">Any JSON, of a depth that the parser has limited.</param>
    public static string? Mistake(JsonElement context) =>
        IsTooWide(context) ? "The context has more than 1,000 attributes, or a list or an object of more than 1,000."
        : HasLongKey(context) ? "The context's targetingKey is longer than 1,024 characters."
        : null;

    /// <summary>Null, or a sentence on what is too long to be hashed by rule after rule.</summary>
    /// <param name="subject">After enrichment.</param>
    /// <param name="hashAttributes">Of the features that are asked for.</param>
    public static string? Mistake(Subject subject, ImmutableArray<string> hashAttributes)
    {
        foreach (var name in hashAttributes)
        {
            if (subject.TextLength(name) > HashedCharacters)
                return $"The context's attribute '{name}' decides on percentages and is longer than 1,024 characters.";
        }

        return null;
    }

    private static bool IsTooWide(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (value.GetArrayLength() > Items)
                return true;
            foreach (var item in value.EnumerateArray())
            {
                if (IsTooWide(item))
                    return true;
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            if (value.GetPropertyCount() > Items)
                return true;
            foreach (var member in value.EnumerateObject())
            {
                if (IsTooWide(member.Value))
                    return true;
            }
        }

        return false;
    }

    // As it came, in UTF-8 and with its quotes, no text has fewer bytes than characters: few need to be made a text.
    private static bool HasLongKey(JsonElement context) =>
        context.ValueKind == JsonValueKind.Object
        && context.TryGetProperty("targetingKey", out var key)
        && key.ValueKind == JsonValueKind.String
        && JsonMarshal.GetRawUtf8Value(key).Length > HashedCharacters
        && key.GetString()!.Length > HashedCharacters;
}
