using System.ComponentModel.DataAnnotations;

namespace Actors.Silo.Operations;

/// <summary>Whose token opens a region that has no tokens yet?</summary>
public sealed class AccessOptions
{
    public const string Section = "Actors:Access";

    /// <summary>SHA-256 of the bootstrap admin token, as 64 hex digits; empty: there is none.</summary>
    [RegularExpression("^([0-9a-fA-F]{64})?$", ErrorMessage = "a SHA-256 has 64 hex digits")]
    public string BootstrapTokenHash { get; set; } = "";
}
