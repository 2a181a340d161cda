using Actors.Contracts.Population;
using Actors.Gateway.Population;
using Actors.Population;

namespace Actors.Gateway.Tests.Population;

public sealed class SeenSubjectsTests
{
    private static readonly PopulationDemand _all = new(7, ulong.MaxValue, new Guid(1, 0, 0, new byte[8]));

    [Fact]
    public void Who_was_told_of_is_not_wanted_again_and_its_context_is_let_go()
    {
        var seen = new SeenSubjects();
        Assert.False(seen.IsUsed);
        seen.Add(At(3));
        seen.Add(At(5));
        Assert.Equal((false, false, true), (seen.Wants(3), seen.Wants(5), seen.Wants(4)));

        var waiting = seen.Waiting();
        seen.Add(At(6));
        seen.Told(waiting, _all);

        Assert.Equal(6UL, Assert.Single(seen.Waiting()).Hash);
        Assert.Equal((false, true), (seen.Wants(3), seen.IsUsed));
    }

    [Fact]
    public void Of_many_those_with_the_smallest_hashes_wait()
    {
        var seen = new SeenSubjects();
        var hashes = Enumerable.Range(1, 5_000).Select(number => (ulong)number).ToArray();
        new Random(1).Shuffle(hashes);
        foreach (var hash in hashes)
            seen.Add(At(hash));

        Assert.Equal(
            Enumerable.Range(1, SubjectSample.MaxSubjects).Select(number => (ulong)number),
            seen.Waiting().Select(one => one.Hash).Order());
        Assert.Equal((false, false), (seen.Wants(SubjectSample.MaxSubjects + 1), seen.Wants(ulong.MaxValue)));
    }

    [Fact]
    public void Whom_the_region_has_enough_of_is_not_wanted()
    {
        var seen = new SeenSubjects();
        seen.Add(At(10));
        seen.Add(At(90));

        seen.Told([], _all with { Below = 50 });

        Assert.Equal(10UL, Assert.Single(seen.Waiting()).Hash);
        Assert.Equal((true, false), (seen.Wants(49), seen.Wants(50)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_a_new_period_and_after_a_loss_everybody_is_wanted_again(bool isPeriod)
    {
        var seen = new SeenSubjects();
        seen.Add(At(3));
        seen.Told(seen.Waiting(), _all with { Below = 50 });
        seen.Add(At(4));

        seen.Told([], isPeriod ? _all with { Period = 8 } : _all with { Memory = Guid.Empty });

        Assert.Equal(4UL, Assert.Single(seen.Waiting()).Hash);
        Assert.Equal((true, true), (seen.Wants(3), seen.Wants(60)));
    }

    private static Sighting At(ulong hash) => new(hash, Samples.Now, "{}", []);
}
