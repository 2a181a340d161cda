namespace Actors.Implementation.Access;

/// <summary>Who is let in before anyone has made a token? Section "Actors:Access".</summary>
public sealed class AccessOptions
{
    /// <summary>SHA-256 of the operator's bootstrap token, 64 lower-case hex digits; null: none.</summary>
    public string? BootstrapTokenHash { get; set; }
}
