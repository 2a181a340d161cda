using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>Which subjects get which variation, and who moves when that changes?</summary>
/// <remarks>
/// The second hash version draws one of 10,000 buckets, so a subject's slot is a whole number and every share is exact.
/// </remarks>
public static class Allocation
{
    public const int Slots = 10_000;

    private const int Nobody = -1;
    private const int Released = -2;

    /// <summary>Shares of all slots, by variation; equal ones when no weights are given.</summary>
    public static ImmutableArray<int> Weights(int variations, ImmutableArray<int> weights) =>
        weights.IsDefaultOrEmpty && variations > 0
            ? Apportionment.Of(Slots, [.. Enumerable.Repeat(1, variations)])
            : weights;

    /// <summary>The allocation of who starts, which leaves each variation room to grow in its own part.</summary>
    /// <param name="weights">In basis points, 10,000 in all.</param>
    public static ImmutableArray<SlotRange> Fresh(ImmutableArray<int> weights, int coverageBasisPoints) =>
        Least([], weights, coverageBasisPoints);

    /// <summary>
    /// The allocation with these weights and this coverage that moves the fewest slots: no more than variations, and
    /// being in none, lose in all.
    /// </summary>
    /// <param name="weights">In basis points, 10,000 in all.</param>
    public static ImmutableArray<SlotRange> Least(
        ImmutableArray<SlotRange> before, ImmutableArray<int> weights, int coverageBasisPoints)
    {
        var wanted = Apportionment.Of(coverageBasisPoints, weights);
        var homes = Homes(weights);
        var everywhere = Array.ConvertAll(homes, _ => new SlotSpan(0, Slots));
        var owners = Owners(before);
        for (var variation = 0; variation < wanted.Length; variation++)
        {
            Shrink(owners, variation, wanted[variation], homes[variation]);
        }

        // What was released must find a new owner before what was free: left over, it would have moved in vain. And all
        // grow at home before any of them goes elsewhere, so that nobody takes another one's part.
        Grow(owners, wanted, Released, homes);
        Grow(owners, wanted, Released, everywhere);
        Grow(owners, wanted, Nobody, homes);
        Grow(owners, wanted, Nobody, everywhere);
        owners.AsSpan().Replace(Released, Nobody);
        return Ranges(owners);
    }

    /// <summary>How many slots get something else than before.</summary>
    public static Movement Between(ImmutableArray<SlotRange> before, ImmutableArray<SlotRange> after)
    {
        var (left, right) = (Owners(before), Owners(after));
        var pairs = left.Zip(right).Where(pair => pair.First != pair.Second).ToList();
        return new Movement(
            pairs.Count(pair => pair.First == Nobody),
            pairs.Count(pair => pair.Second == Nobody),
            pairs.Count(pair => pair.First != Nobody && pair.Second != Nobody));
    }

    /// <summary>Where each variation stands when all are included: side by side, in their order.</summary>
    private static SlotSpan[] Homes(ImmutableArray<int> weights)
    {
        var homes = new SlotSpan[weights.Length];
        var from = 0;
        for (var variation = 0; variation < homes.Length; variation++)
        {
            homes[variation] = new(from, from + weights[variation]);
            from += weights[variation];
        }

        return homes;
    }

    private static void Shrink(int[] owners, int variation, int wanted, SlotSpan home)
    {
        var surplus = owners.Count(owner => owner == variation) - wanted;
        foreach (var isHome in new[] { false, true })
        {
            for (var slot = Slots - 1; slot >= 0 && surplus > 0; slot--)
            {
                if (owners[slot] == variation && isHome == (slot >= home.From && slot < home.To))
                {
                    owners[slot] = Released;
                    surplus--;
                }
            }
        }
    }

    private static void Grow(int[] owners, ImmutableArray<int> wanted, int from, SlotSpan[] within)
    {
        for (var variation = 0; variation < wanted.Length; variation++)
        {
            var missing = wanted[variation] - owners.Count(owner => owner == variation);
            for (var slot = within[variation].From; slot < within[variation].To && missing > 0; slot++)
            {
                if (owners[slot] == from)
                {
                    owners[slot] = variation;
                    missing--;
                }
            }
        }
    }

    private static int[] Owners(ImmutableArray<SlotRange> ranges)
    {
        var owners = new int[Slots];
        Array.Fill(owners, Nobody);
        foreach (var range in ranges)
        {
            Array.Fill(owners, range.Variation, range.From, range.Length);
        }

        return owners;
    }

    private static ImmutableArray<SlotRange> Ranges(int[] owners)
    {
        var ranges = ImmutableArray.CreateBuilder<SlotRange>();
        for (var from = 0; from < owners.Length;)
        {
            var to = from + 1;
            while (to < owners.Length && owners[to] == owners[from])
            {
                to++;
            }

            if (owners[from] != Nobody)
            {
                ranges.Add(new(owners[from], from, to));
            }

            from = to;
        }

        return ranges.ToImmutable();
    }
}
