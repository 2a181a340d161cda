namespace Actors.Evaluation;

/// <summary>Which limit does a caller's JSON exceed? Never leaves <see cref="Subject"/>.</summary>
internal sealed class SubjectLimitException(string message) : Exception(message)
{
    /// <summary>Items of a list, and members of an object, at any depth: every rule may look at each.</summary>
    public const int Items = 1_000;

    /// <summary>The levels left below one more list or object.</summary>
    public static int Deeper(int depthLeft) => depthLeft > 0
        ? depthLeft - 1
        : throw new SubjectLimitException($"The attributes are nested deeper than {ScriptReader.DepthLimit} levels.");

    public static void ThrowIfTooMany(int count)
    {
        if (count > Items)
        {
            throw new SubjectLimitException(
                "There are more than 1,000 attributes, or a list or an object among them has more than 1,000 members.");
        }
    }
}
