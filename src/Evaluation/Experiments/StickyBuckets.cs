using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Which variations were given to this subject before, and are to be given again? Immutable.</summary>
/// <remarks>
/// Evaluation answers another one of these when it gave a variation for the first time: keep what changed.
/// </remarks>
public sealed class StickyBuckets
{
    private StickyBuckets(ImmutableDictionary<string, StickyDocument> documents) => Documents = documents;

    /// <summary>Nothing was given yet, and what is given will be kept.</summary>
    public static StickyBuckets Empty { get; } =
        new(ImmutableDictionary.Create<string, StickyDocument>(StringComparer.Ordinal));

    /// <summary>By <see cref="StickyDocument.Key"/>.</summary>
    public ImmutableDictionary<string, StickyDocument> Documents { get; }

    /// <summary>These, with one more document or another one in its place.</summary>
    public StickyBuckets With(StickyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new StickyBuckets(Documents.SetItem(document.Key, document));
    }

    /// <summary>The documents that are not in the earlier ones, or are different there: what to keep.</summary>
    public IEnumerable<StickyDocument> ChangedSince(StickyBuckets earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return Documents.Values.Where(
            document => !ReferenceEquals(earlier.Documents.GetValueOrDefault(document.Key), document));
    }

    internal StickyBuckets With(string attribute, string value, string assignmentKey, string variationKey)
    {
        var key = StickyDocument.KeyOf(attribute, value);
        var assignments = Documents.GetValueOrDefault(key)?.Assignments
            ?? ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
        return assignments.GetValueOrDefault(assignmentKey) == variationKey
            ? this
            : With(new StickyDocument(attribute, value, assignments.SetItem(assignmentKey, variationKey)));
    }

    /// <summary>The assignments of an attribute's value; empty when there are none.</summary>
    internal ImmutableDictionary<string, string> Of(string attribute, string value) =>
        Documents.GetValueOrDefault(StickyDocument.KeyOf(attribute, value))?.Assignments
        ?? ImmutableDictionary<string, string>.Empty;
}
