using System.Numerics;

namespace Actors.Measurement;

/// <summary>A sum of products that neither rounds nor overflows, so that the order of adding does not matter.</summary>
/// <remarks>256 bits, two's complement: 2^130 products of the largest totals.</remarks>
[GenerateSerializer, Immutable, Alias("exact-sum")]
public readonly record struct ExactSum([property: Id(0)] Int128 High, [property: Id(1)] UInt128 Low)
{
    public ExactSum Plus(Int128 term)
    {
        var low = Low + (UInt128)term;
        var carry = low < Low ? Int128.One : Int128.Zero;
        return new(High + carry + (term < 0 ? -1 : 0), low);
    }

    public ExactSum Plus(ExactSum other)
    {
        var low = Low + other.Low;
        return new(High + other.High + (low < Low ? Int128.One : Int128.Zero), low);
    }

    public BigInteger Value => ((BigInteger)High << 128) + (BigInteger)Low;
}
