using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>Which application shall be let in?</summary>
/// <param name="Name">For people, 1 to 200 characters.</param>
/// <param name="Kind">"client" for apps and pages, "server" for backends, which may also fetch the rules.</param>
/// <param name="Origins">Browser origins that CORS lets in, for example "https://shop.example", or "*".</param>
/// <param name="Id">Its public name in the form of a key; made from the name when left out.</param>
/// <param name="Encrypt">Whether the payload that this key fetches is encrypted; the answer has the key.</param>
public sealed record KeyRequest(
    string Name, string Kind, IReadOnlyList<string>? Origins = null, string? Id = null, bool Encrypt = false);

/// <summary>What is known of an SDK key?</summary>
/// <param name="Key">
/// The secret, or what stands in apps and URLs: in the answer that issues it and never again.
/// </param>
/// <param name="Encrypted">Whether the payload that this key fetches is encrypted.</param>
/// <param name="EncryptionKey">For admins: the AES key (128 bits, base64) with which an SDK decrypts it.</param>
public sealed record KeyResponse(
    string Id,
    string Name,
    string Kind,
    IReadOnlyList<string> Origins,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null,
    bool Encrypted = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EncryptionKey = null);

/// <summary>Which SDK keys open an environment?</summary>
public sealed record KeyList(IReadOnlyList<KeyResponse> Keys);
