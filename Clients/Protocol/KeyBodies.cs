using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>Which application shall be let in?</summary>
/// <param name="Name">For people, 1 to 200 characters.</param>
/// <param name="Kind">"client" for apps and pages, "server" for backends, which may also fetch the rules.</param>
/// <param name="Origins">Browser origins that CORS lets in, for example "https://shop.example", or "*".</param>
/// <param name="Id">Its public name in the form of a key; made from the name when left out.</param>
public sealed record KeyRequest(string Name, string Kind, IReadOnlyList<string>? Origins = null, string? Id = null);

/// <summary>What is known of an SDK key?</summary>
/// <param name="Key">The secret: in the answer that issues it and never again.</param>
public sealed record KeyResponse(
    string Id,
    string Name,
    string Kind,
    IReadOnlyList<string> Origins,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null);

/// <summary>Which SDK keys open an environment?</summary>
public sealed record KeyList(IReadOnlyList<KeyResponse> Keys);
