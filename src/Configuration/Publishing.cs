using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What becomes of an environment's published document?</summary>
public static class Publishing
{
    public const int MaxKeys = 100;

    public static RulesetDocument Accept(
        RulesetDocument document, IReadOnlyCollection<PublishedFeature> features, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <summary>Refused with "key-exists" or "key-invalid".</summary>
    public static Decision<RulesetDocument> Issue(RulesetDocument document, SdkKey key, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <summary>Refused with "key-not-found".</summary>
    public static Decision<RulesetDocument> Revoke(RulesetDocument document, string id, DateTimeOffset now) =>
        throw new NotImplementedException();

    public static RulesetDocument Remove(RulesetDocument document, bool removed, DateTimeOffset now) =>
        throw new NotImplementedException();

    public static string Hash(RulesetDocument document) => throw new NotImplementedException();
}
