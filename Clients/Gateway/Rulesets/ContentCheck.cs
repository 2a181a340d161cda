using Actors.Configuration;

namespace Actors.Gateway.Rulesets;

/// <summary>Is what is held what the region has published? Its content hash says so.</summary>
/// <remarks>
/// Hashing reads the whole document, so a chain of deltas is checked once a minute at most, and never on the way of a
/// request. A whole document that differs is asked for once more and then served: that the region has nothing better is
/// no reason to serve nothing.
/// </remarks>
internal sealed class ContentCheck(TimeProvider time)
{
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(1);

    private long _checkedAt = time.GetTimestamp();
    private bool _isUnchecked;
    private string? _doubted;

    public static bool Matches(RulesetDocument document) =>
        document.Version == 0 || document.ContentHash == Publishing.Hash(document);

    /// <summary>Whether to serve a document that came whole.</summary>
    public bool Accepts(RulesetDocument whole)
    {
        (_checkedAt, _isUnchecked) = (time.GetTimestamp(), false);
        var matches = Matches(whole);
        var accepts = matches || whole.ContentHash == _doubted;
        _doubted = accepts ? null : whole.ContentHash;
        return accepts;
    }

    /// <summary>What is held was put together from a delta.</summary>
    public void Changed() => _isUnchecked = true;

    /// <summary>Whether what is held may stay; true as long as no check is due.</summary>
    public bool Holds(RulesetDocument held)
    {
        if (!_isUnchecked || time.GetElapsedTime(_checkedAt) < AtMostEvery)
            return true;
        (_checkedAt, _isUnchecked) = (time.GetTimestamp(), false);
        return Matches(held);
    }
}
