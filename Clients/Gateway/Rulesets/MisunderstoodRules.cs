namespace Actors.Gateway.Rulesets;

/// <summary>What does a new version hold that the engine does not understand? Told once, when it comes.</summary>
internal static partial class MisunderstoodRules
{
    /// <summary>A log has room for so many of one version; the metric counts all.</summary>
    public const int Told = 20;

    /// <param name="before">What was served so far; null when nothing was.</param>
    public static void Tell(ILogger logger, ServedRuleset? before, ServedRuleset next)
    {
        if (next.Compiled.Warnings.IsEmpty)
            return;
        var known = before?.Compiled.Warnings.ToHashSet() ?? [];
        foreach (var warning in next.Compiled.Warnings.Where(warning => !known.Contains(warning)).Take(Told))
        {
            Log.Misunderstood(logger, next.Name, warning.FeatureKey, warning.Path, warning.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Environment}: feature {Feature}, {Path}: {Message}")]
        public static partial void Misunderstood(
            ILogger logger, string environment, string feature, string path, string message);
    }
}
