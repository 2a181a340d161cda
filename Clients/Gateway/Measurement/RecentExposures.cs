using System.IO.Hashing;
using System.Text;
using Actors.Configuration;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>Was this exposure sent lately? Then nobody needs to send it again.</summary>
/// <remarks>
/// One place for each of many hashes, a megabyte in all: who comes later pushes out who was there, and then an exposure
/// is sent again, which changes nothing. Each day all are sent once more: what was erased since is recorded anew.
/// </remarks>
internal sealed class RecentExposures
{
    private const int Places = 1 << 17;

    private readonly long[] _places = new long[Places];

    /// <summary>False: it was there.</summary>
    public bool TryAdd(EnvironmentId environment, MeasuredEvent exposure)
    {
        var hash = HashOf(environment, exposure);
        ref var place = ref PlaceOf(hash);
        if (Volatile.Read(ref place) == hash) return false;
        Volatile.Write(ref place, hash);
        return true;
    }

    /// <summary>It was not sent after all.</summary>
    public void Forget(EnvironmentId environment, MeasuredEvent exposure)
    {
        var hash = HashOf(environment, exposure);
        Interlocked.CompareExchange(ref PlaceOf(hash), 0, hash);
    }

    private ref long PlaceOf(long hash) => ref _places[(int)((ulong)hash % Places)];

    private static long HashOf(EnvironmentId environment, MeasuredEvent exposure)
    {
        var day = exposure.At.UtcTicks / TimeSpan.TicksPerDay;
        return (long)XxHash3.HashToUInt64(
            Encoding.UTF8.GetBytes($"{environment} {exposure.Subject} {exposure.Id}"), day);
    }
}
