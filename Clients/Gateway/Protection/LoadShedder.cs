using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>
/// Is there room for one more request of this kind? Administration is refused first, evaluation last.
/// </summary>
internal sealed class LoadShedder(IOptions<GatewaySettings> settings)
{
    private readonly LimitSettings _limits = settings.Value.Limits;
    private int _underWay;
    private int _administrations;

    /// <summary>True: there is, and <see cref="Leave"/> must follow.</summary>
    public bool TryEnter(TrafficClass traffic)
    {
        var underWay = Interlocked.Increment(ref _underWay);
        var room = underWay <= Bound(traffic);
        if (room && traffic == TrafficClass.Administration)
        {
            room = Interlocked.Increment(ref _administrations) <= _limits.Administrations;
            if (!room)
                Interlocked.Decrement(ref _administrations);
        }

        if (!room)
            Interlocked.Decrement(ref _underWay);
        return room;
    }

    public void Leave(TrafficClass traffic)
    {
        Interlocked.Decrement(ref _underWay);
        if (traffic == TrafficClass.Administration)
            Interlocked.Decrement(ref _administrations);
    }

    private int Bound(TrafficClass traffic) => traffic switch
    {
        TrafficClass.Administration => _limits.ShedAdministrationAt,
        TrafficClass.Stream => _limits.ShedStreamsAt,
        TrafficClass.Evaluation => _limits.ShedEvaluationsAt,
        _ => int.MaxValue,
    };
}
