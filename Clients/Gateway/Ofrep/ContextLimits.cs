using System.Collections.Immutable;
using Actors.Evaluation;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// Does a context ask for too much work? Rule after rule may hash every character; <see cref="Subject"/> holds the rest.
/// </summary>
internal static class ContextLimits
{
    /// <summary>Characters of the targeting key, and of whatever a rollout hashes.</summary>
    public const int HashedCharacters = 1024;

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
}
