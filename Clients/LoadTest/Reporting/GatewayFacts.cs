using Actors.LoadTest.Http;

namespace Actors.LoadTest.Reporting;

/// <summary>What did a gateway serve before and after the run?</summary>
internal sealed record GatewayFacts(string Url, GatewayState Before, GatewayState After);

/// <summary>One look at a gateway by a bulk evaluation.</summary>
/// <param name="Metadata">What the answer's <c>metadata</c> said, versions included.</param>
internal sealed record GatewayState(
    string Status, string? EntityTag, bool Stale, IReadOnlyDictionary<string, string> Metadata)
{
    public static GatewayState Of(Answer answer) => new(
        answer.Outcome.Status, answer.EntityTag, answer.Outcome.Stale, OfrepMetadata.Of(answer.Body));
}
