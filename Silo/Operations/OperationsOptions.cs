using System.ComponentModel.DataAnnotations;

namespace Actors.Silo.Operations;

/// <summary>Who may look inside a running silo?</summary>
public sealed class OperationsOptions : IValidatableObject
{
    public const string Section = "Actors:Operations";

    /// <summary>
    /// SHA-256 of each token that opens the dashboard, as 64 hex digits. None: the dashboard stays closed.
    /// </summary>
    public string[] TokenHashes { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        TokenHashes
            .Select((hash, index) => (hash, index))
            .Where(given => given.hash.Length != 64 || !given.hash.All(char.IsAsciiHexDigit))
            .Select(given => new ValidationResult(
                $"{Section}:{nameof(TokenHashes)}:{given.index} is no SHA-256: it has 64 hex digits."));
}
