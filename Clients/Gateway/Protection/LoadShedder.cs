using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>
/// Is there room for one more request of this kind? Administration is refused first, evaluation last.
/// </summary>
/// <remarks>
/// Open streams wait and cost next to nothing, so they are no load that anything else is refused for; they have a bound
/// of their own.
/// </remarks>
internal sealed class LoadShedder(IOptions<GatewaySettings> settings)
{
    private readonly LimitSettings _limits = settings.Value.Limits;
    private int _underWay;
    private int _administrations;
    private int _streams;

    /// <summary>True: there is, and <see cref="Leave"/> must follow.</summary>
    public bool TryEnter(TrafficClass traffic)
    {
        if (traffic == TrafficClass.Stream)
            return Volatile.Read(ref _underWay) < _limits.ShedStreamsAt && TryEnter(ref _streams, _limits.Streams);
        if (!TryEnter(ref _underWay, Bound(traffic)))
            return false;
        if (traffic != TrafficClass.Administration || TryEnter(ref _administrations, _limits.Administrations))
            return true;
        Interlocked.Decrement(ref _underWay);
        return false;
    }

    public void Leave(TrafficClass traffic)
    {
        if (traffic == TrafficClass.Stream)
        {
            Interlocked.Decrement(ref _streams);
            return;
        }

        Interlocked.Decrement(ref _underWay);
        if (traffic == TrafficClass.Administration)
            Interlocked.Decrement(ref _administrations);
    }

    private static bool TryEnter(ref int count, int most)
    {
        if (Interlocked.Increment(ref count) <= most)
            return true;
        Interlocked.Decrement(ref count);
        return false;
    }

    private int Bound(TrafficClass traffic) => traffic switch
    {
        TrafficClass.Administration => _limits.ShedAdministrationAt,
        TrafficClass.Events => _limits.ShedStreamsAt,
        TrafficClass.Evaluation => _limits.ShedEvaluationsAt,
        _ => int.MaxValue,
    };
}
