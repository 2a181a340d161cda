namespace Actors.Configuration;

/// <summary>What is to become of a feature?</summary>
[GenerateSerializer, Immutable, Alias("feature-change")]
public abstract record FeatureChange;

/// <summary>Let the feature be this; create it when it does not exist.</summary>
[GenerateSerializer, Immutable, Alias("put-feature")]
public sealed record PutFeature([property: Id(0)] Feature Feature) : FeatureChange;

/// <summary>Publish it nowhere but keep it, or take it back from the archive.</summary>
[GenerateSerializer, Immutable, Alias("archive-feature")]
public sealed record ArchiveFeature([property: Id(0)] bool Archived) : FeatureChange;

/// <summary>Remove it. Its history stays, and a feature created later under the same key continues it.</summary>
[GenerateSerializer, Immutable, Alias("delete-feature")]
public sealed record DeleteFeature : FeatureChange;

/// <summary>Let it be what it was at an earlier revision.</summary>
/// <param name="Revision">The revision to return to.</param>
/// <param name="Feature">What the feature was then, as the audit log or the history knows it.</param>
[GenerateSerializer, Immutable, Alias("revert-feature")]
public sealed record RevertFeature(
    [property: Id(0)] long Revision, [property: Id(1)] Feature Feature) : FeatureChange;

/// <summary>Let one environment do what another does.</summary>
[GenerateSerializer, Immutable, Alias("copy-rules")]
public sealed record CopyRules([property: Id(0)] string From, [property: Id(1)] string To) : FeatureChange;
