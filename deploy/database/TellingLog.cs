using System.Globalization;
using DbUp.Engine.Output;

namespace Actors.Database;

/// <summary>Passes on what DbUp applies, one line a script, and leaves out its chatter.</summary>
internal sealed class TellingLog(Action<string>? tell) : IUpgradeLog
{
    public void LogInformation(string format, params object[] args)
    {
        if (format.StartsWith("Executing Database Server script", StringComparison.Ordinal))
        {
            tell?.Invoke(string.Format(CultureInfo.InvariantCulture, "Applying {0}.", args));
        }
    }

    public void LogTrace(string format, params object[] args)
    {
    }

    public void LogDebug(string format, params object[] args)
    {
    }

    public void LogWarning(string format, params object[] args)
    {
    }

    // The failure itself is thrown, with the script's name.
    public void LogError(string format, params object[] args)
    {
    }

    public void LogError(Exception ex, string format, params object[] args)
    {
    }
}
