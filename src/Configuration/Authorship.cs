namespace Actors.Configuration;

/// <summary>Who asks for a change, and why?</summary>
/// <param name="Author">Name of the token or of the JWT's subject.</param>
/// <param name="Comment">The author's reason, at most 1,000 characters; may be empty.</param>
/// <param name="OperationId">
/// Names the request. A second request with the same id changes nothing and is answered as the first was, so that a
/// call whose outcome is unknown can be repeated.
/// </param>
[GenerateSerializer, Immutable, Alias("authorship")]
public sealed record Authorship(
    [property: Id(0)] string Author, [property: Id(1)] string Comment, [property: Id(2)] string OperationId);
