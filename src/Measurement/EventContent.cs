using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Actors.Measurement;

/// <summary>Is a repeated event the same event? Then its content has the same hash.</summary>
internal static class EventContent
{
    public static ulong HashOf(ReadOnlySpan<char> text, ulong after = 0) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text), (long)after);

    /// <param name="hasTime">Whether the client said when it happened.</param>
    public static long HashOf(MeasuredEvent one, bool hasTime)
    {
        ReadOnlySpan<long> numbers =
            [(long)one.Kind, hasTime ? one.At.UtcTicks : 0, one.Value, one.Count, one.Exposure?.RulesetVersion ?? -1];
        var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(numbers));
        hash = HashOf(one.Key, hash);
        hash = HashOf(one.Properties, hash);
        if (one.Exposure is not { } exposure)
        {
            return (long)hash;
        }

        hash = HashOf(exposure.Variation, hash);
        hash = HashOf(exposure.Phase, hash);
        hash = HashOf(exposure.Sdk, hash);
        hash = HashOf(exposure.SdkVersion, hash);
        foreach (var dimension in exposure.Dimensions)
        {
            hash = HashOf(dimension.Value, HashOf(dimension.Name, hash));
        }

        return (long)hash;
    }
}
