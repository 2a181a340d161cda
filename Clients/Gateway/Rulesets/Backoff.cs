namespace Actors.Gateway.Rulesets;

/// <summary>
/// How long to wait before the next try? Doubles up to a bound, and never twice the same: herds disperse.
/// </summary>
internal sealed class Backoff
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(2);

    private TimeSpan _next = _first;

    /// <summary>Half of the step for sure, the other half by chance.</summary>
    public TimeSpan Next()
    {
        var step = _next;
        _next = step * 2 < _most ? step * 2 : _most;
        return step * (0.5 + Random.Shared.NextDouble() / 2);
    }

    public void Reset() => _next = _first;
}
