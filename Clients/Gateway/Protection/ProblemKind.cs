namespace Actors.Gateway.Protection;

/// <summary>What is wrong with a request? One of a fixed list; the code is for programs and never changes.</summary>
/// <param name="Status">HTTP.</param>
/// <param name="Code">Kebab-case; the problem's type is "urn:actors:problem:" and this.</param>
/// <param name="Title">For people; the same for every problem of the kind.</param>
internal sealed record ProblemKind(int Status, string Code, string Title)
{
    public static readonly ProblemKind BadRequest = new(400, "bad-request", "The request is malformed");
    public static readonly ProblemKind ParseError = new(400, "parse-error", "The body cannot be read");
    public static readonly ProblemKind InvalidContext = new(400, "invalid-context", "The context cannot be used");
    public static readonly ProblemKind TargetingKeyMissing =
        new(400, "targeting-key-missing", "The targeting key is empty");
    public static readonly ProblemKind SdkKeyMissing = new(401, "sdk-key-missing", "An SDK key is needed");
    public static readonly ProblemKind SdkKeyUnknown = new(401, "sdk-key-unknown", "The SDK key is not valid");
    public static readonly ProblemKind OriginNotAllowed =
        new(403, "origin-not-allowed", "No SDK key lets this origin in");
    public static readonly ProblemKind RulesNotAllowed =
        new(403, "rules-not-allowed", "This SDK key may ask for evaluated values only");
    public static readonly ProblemKind NotFound = new(404, "not-found", "There is nothing here");
    public static readonly ProblemKind FlagNotFound = new(404, "flag-not-found", "There is no such feature");
    public static readonly ProblemKind BodyTooLarge = new(413, "body-too-large", "The body is too large");
    public static readonly ProblemKind TooManyEvents = new(413, "too-many-events", "The body has too many events");
    public static readonly ProblemKind UnsupportedMediaType =
        new(415, "unsupported-media-type", "The body is of no known kind");
    public static readonly ProblemKind UnsupportedEncoding =
        new(415, "unsupported-content-encoding", "The body must not be compressed");
    public static readonly ProblemKind TooManyRequests = new(429, "too-many-requests", "Too many requests");
    public static readonly ProblemKind InternalError = new(500, "internal-error", "Something went wrong here");
    public static readonly ProblemKind Overloaded = new(503, "overloaded", "The gateway is at its limit");
    public static readonly ProblemKind NotNow = new(503, "not-now", "This cannot be decided now");
    public static readonly ProblemKind Starting = new(503, "starting", "The gateway does not know its keys yet");

    /// <summary>The kind for a status that the framework decided on.</summary>
    public static ProblemKind Of(int status) => status switch
    {
        400 => BadRequest,
        401 => new(401, "unauthorized", "A valid token is needed"),
        403 => new(403, "forbidden", "This is not allowed"),
        404 => NotFound,
        405 => new(405, "method-not-allowed", "The method does not exist here"),
        406 => new(406, "not-acceptable", "No acceptable form exists"),
        408 => new(408, "request-timeout", "The request came too slowly"),
        411 => new(411, "length-required", "The length of the body is needed"),
        412 => new(412, "precondition-failed", "What was expected is no longer so"),
        413 => BodyTooLarge,
        414 => new(414, "uri-too-long", "The address is too long"),
        415 => UnsupportedMediaType,
        429 => TooManyRequests,
        431 => new(431, "headers-too-large", "The headers are too large"),
        503 => NotNow,
        >= 500 => InternalError,
        _ => BadRequest with { Status = status },
    };
}
