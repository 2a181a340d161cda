namespace Actors.Sdk;

/// <summary>What is different in the configuration that is evaluated from now on?</summary>
/// <param name="features">Keys of features that are new, gone or defined otherwise.</param>
/// <param name="status">Of the new configuration.</param>
public sealed class ConfigurationChangedEventArgs(IReadOnlySet<string> features, ConfigurationStatus status) : EventArgs
{
    /// <summary>Keys of features that are new, gone or defined otherwise; empty when only saved groups are.</summary>
    public IReadOnlySet<string> Features { get; } = features;

    public ConfigurationStatus Status { get; } = status;
}
