using Actors.Evaluation;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Telemetry;

/// <summary>How often did each feature of one ruleset get each reason?</summary>
/// <remarks>A place in a table for each, so that counting all features of a request is a row of increments.</remarks>
internal sealed class Tally(ServedRuleset ruleset)
{
    private static readonly int _reasons = Enum.GetValues<Reason>().Length;

    private static readonly Comparer<CompiledFeature> _byKey =
        Comparer<CompiledFeature>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));

    private readonly int[] _counts = new int[ruleset.Compiled.Features.Length * _reasons];
    private bool _isEmpty = true;

    public void Count(CompiledFeature feature, Reason reason)
    {
        var place = ruleset.Compiled.Features.AsSpan().BinarySearch(feature, _byKey);
        _counts[place * _reasons + (int)reason]++;
        _isEmpty = false;
    }

    /// <param name="reasons">Of each feature in order; there may be more.</param>
    public void Count(ReadOnlySpan<byte> reasons)
    {
        var counts = _counts;
        for (int i = 0, row = 0; row < counts.Length; i++, row += _reasons)
        {
            counts[row + reasons[i]]++;
        }

        _isEmpty = false;
    }

    /// <summary>Tells the metrics and begins anew; false when there was nothing to tell.</summary>
    public bool Publish(GatewayMetrics metrics)
    {
        if (_isEmpty)
            return false;
        Span<long> totals = stackalloc long[_reasons];
        for (var place = 0; place < _counts.Length; place++)
        {
            if (_counts[place] == 0)
                continue;
            var (feature, reason) = Math.DivRem(place, _reasons);
            metrics.Evaluated(
                ruleset.Name, ruleset.Compiled.Features[feature].Key, Name((Reason)reason), _counts[place]);
            totals[reason] += _counts[place];
        }

        for (var reason = 0; reason < _reasons; reason++)
        {
            if (totals[reason] > 0)
                metrics.Evaluated(ruleset.Name, Name((Reason)reason), totals[reason]);
        }

        Array.Clear(_counts);
        _isEmpty = true;
        return true;
    }

    private static string Name(Reason reason) => reason switch
    {
        Reason.Static => "static",
        Reason.TargetingMatch => "targeting_match",
        Reason.Split => "split",
        Reason.Default => "default",
        Reason.Disabled => "disabled",
        _ => "unknown",
    };
}
