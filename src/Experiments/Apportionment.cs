using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>How many slots does each variation get?</summary>
/// <remarks>
/// The method of Webster and Sainte-Laguë: each slot goes to whose weight over 2n + 1 is the largest. It is exact where
/// exact shares are whole numbers and, other than largest remainders, never takes a slot from one variation because
/// there are more slots in all (no Alabama paradox): a ramp moves nobody who is in already. Source: Balinski and Young,
/// Fair Representation, 1982.
/// </remarks>
public static class Apportionment
{
    /// <param name="slots">In all, 0 or more.</param>
    /// <param name="weights">0 or more each, not all 0; of equal claims the first counts.</param>
    public static ImmutableArray<int> Of(int slots, ImmutableArray<int> weights)
    {
        var shares = new int[weights.Length];
        for (var slot = 0; slot < slots; slot++)
        {
            shares[Next(shares, weights)]++;
        }

        return [.. shares];
    }

    private static int Next(int[] shares, ImmutableArray<int> weights)
    {
        var best = 0;
        for (var other = 1; other < shares.Length; other++)
        {
            // a / b > c / d, without division.
            if (weights[other] * (2L * shares[best] + 1) > weights[best] * (2L * shares[other] + 1))
            {
                best = other;
            }
        }

        return best;
    }
}
