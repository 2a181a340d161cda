using System.ComponentModel.DataAnnotations;

namespace Actors.Implementation.Access;

/// <summary>Who is let in before anyone has made a token? Section "Actors:Access".</summary>
public sealed class BootstrapOptions
{
    public const string Section = "Actors:Access";

    /// <summary>SHA-256 of the operator's bootstrap token, 64 lower-case hex digits; null: none.</summary>
    [RegularExpression("[0-9a-f]{64}", ErrorMessage = "a SHA-256 has 64 lower-case hex digits")]
    public string? BootstrapTokenHash { get; set; }
}
