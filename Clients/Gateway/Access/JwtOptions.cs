using System.ComponentModel.DataAnnotations;

namespace Actors.Gateway.Access;

/// <summary>
/// Whose JWTs may administer? "Actors:Authentication:Jwt" in the settings; off when the section is absent.
/// </summary>
public sealed class JwtOptions : IValidatableObject
{
    public const string Section = "Actors:Authentication:Jwt";

    /// <summary>Base address of an OpenID provider; its metadata names the signing keys.</summary>
    public string? Authority { get; set; }

    /// <summary>Address of the metadata, when it is not at the usual place under <see cref="Authority"/>.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>Path of a local file with a JSON web key set, instead of asking a provider.</summary>
    public string? SigningKeys { get; set; }

    /// <summary>Who a token must be meant for. Needed.</summary>
    public string? Audience { get; set; }

    /// <summary>
    /// Who must have issued a token. Needed with <see cref="SigningKeys"/>; else the provider's metadata says it.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>The claim with the roles: a text or an array of "shop:editor", "*:admin".</summary>
    public string RolesClaim { get; set; } = Caller.RolesClaim;

    /// <summary>The claim that becomes the author of changes.</summary>
    public string NameClaim { get; set; } = Caller.NameClaim;

    /// <summary>Whether the provider must be asked over HTTPS.</summary>
    public bool RequireHttps { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var mistakes = new[]
        {
            string.IsNullOrWhiteSpace(Audience)
                ? $"{Section}:Audience is missing: say who a token must be meant for."
                : null,
            SigningKeys is null && Authority is null && MetadataAddress is null
                ? $"{Section} names no signing keys: set Authority, MetadataAddress or SigningKeys."
                : null,
            SigningKeys is not null && string.IsNullOrWhiteSpace(Issuer)
                ? $"{Section}:Issuer is missing: with SigningKeys from a file, say who must have issued a token."
                : null,
            SigningKeys is not null && !File.Exists(SigningKeys)
                ? $"{Section}:SigningKeys names a file that does not exist: {SigningKeys}"
                : null,
        };
        return mistakes.OfType<string>().Select(mistake => new ValidationResult(mistake));
    }
}
