using Actors.Configuration;

namespace Actors.Experiments;

/// <summary>How is a difference told to people?</summary>
public static class Sentences
{
    private const int MaxValue = 200;

    /// <summary>For example "coverageBasisPoints: 100 → 500", "variations/1 added: …", "tags/0 removed".</summary>
    public static string Of(Difference difference)
    {
        const string Definition = "/experiment/";
        var path = difference.Path.StartsWith(Definition, StringComparison.Ordinal)
            ? difference.Path[Definition.Length..]
            : difference.Path.TrimStart('/');
        var place = path.Length == 0 ? "the experiment" : path;
        return (difference.Before, difference.After) switch
        {
            (null, { } after) => $"{place} added: {Short(after)}",
            ({ } before, null) => $"{place} removed: {Short(before)}",
            var (before, after) => $"{place}: {Short(before!)} → {Short(after!)}",
        };
    }

    private static string Short(string json) => json.Length <= MaxValue ? json : $"{json[..MaxValue]}…";
}
