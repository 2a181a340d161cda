namespace Actors.ServiceDefaults.Startup;

/// <summary>What is wrong with the settings? One sentence a mistake; the process must not start with any.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> mistakes) : Exception(string.Join(" ", mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
