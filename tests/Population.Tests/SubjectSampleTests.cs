using CsCheck;

namespace Actors.Population.Tests;

public sealed class SubjectSampleTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ulong[]> _hashes =
        Gen.ULong.Select(hash => Math.Min(hash, ulong.MaxValue - 1)).Array[0, 6_000];

    [Fact]
    public void It_is_the_same_in_whatever_order_and_however_often_subjects_come() =>
        Gen.Select(_hashes, Gen.Int).Sample((hashes, seed) =>
        {
            var once = Of(hashes);
            var again = (ulong[])[.. hashes, .. hashes.Take(100)];
            new Random(seed).Shuffle(again);
            Same(once, Of(again));
        }, iter: 20);

    [Fact]
    public void Those_with_the_smallest_hashes_are_in_it_and_nobody_else() =>
        _hashes.Sample(
            hashes => Assert.Equal(
                hashes.Distinct().Order().Take(SubjectSample.MaxSubjects), Of(hashes).Subjects.Keys),
            iter: 20);

    [Fact]
    public void Samples_of_several_gateways_merge_into_that_of_all() =>
        Gen.Select(_hashes, _hashes).Sample(
            (left, right) => Same(Of([.. left, .. right]), Of(left).Merged(Of(right))), iter: 20);

    [Fact]
    public void It_tells_how_many_subjects_there_are()
    {
        Assert.Equal(0, SubjectSample.Empty.Population);
        Assert.Equal(1_500, Of(Draw(1_500)).Population);
        Assert.Equal(100_000, Of(Draw(100_000)).Population, 100_000 * 0.08);
    }

    /// <summary>Every tenth of all subjects, by their order of coming, has about its tenth of the sample.</summary>
    [Fact]
    public void It_is_uniform_over_all_who_came()
    {
        var hashes = Draw(50_000);
        var order = hashes.Index().ToDictionary(one => one.Item, one => one.Index);

        var tenths = Of(hashes).Subjects.Keys.CountBy(hash => order[hash] / 5_000).Select(one => one.Value).ToList();

        Assert.Equal(10, tenths.Count);
        Assert.All(tenths, count => Assert.InRange(count, 140, 260));
    }

    [Fact]
    public void Long_contexts_make_it_hold_fewer_subjects()
    {
        var wide = new string(' ', 4_000);
        var sample = Draw(3_000).Aggregate(
            SubjectSample.Empty, (all, hash) => all.With(At(hash) with { Context = wide }));

        Assert.Equal(SubjectSample.MaxCharacters / 4_000, sample.Subjects.Count);
        Assert.Equal(SubjectSample.MaxCharacters, sample.Characters);
        Assert.Equal(3_000, sample.Population, 3_000 * 0.2);
    }

    [Fact]
    public void Of_one_subject_the_latest_counts_and_who_is_erased_is_gone()
    {
        var late = At(7) with { At = _noon.AddHours(1), Context = """{"country":"CH"}""" };

        var sample = SubjectSample.Empty.With(At(7)).With(late).With(At(7)).With(At(8));

        Assert.Equal(late, sample.Subjects[7]);
        var without = sample.Without(one => one.Hash == 7);
        Assert.Equal((8UL, 2), (Assert.Single(without.Subjects.Keys), without.Characters));
    }

    [Fact]
    public void A_window_holds_two_periods_and_forgets_older_ones()
    {
        var window = new PopulationWindow(_noon.AddHours(1)).With(At(1)).With(At(2) with { At = _noon.AddHours(-25) });
        Assert.Equal([1UL], Held(window));

        var next = window.At(_noon.AddHours(12)).With(At(3) with { At = _noon.AddHours(12) }).With(At(4));
        Assert.Equal([1UL, 3, 4], Held(next));
        Assert.Equal(ulong.MaxValue, next.Wanted);
        Assert.Same(next, next.At(_noon));

        Assert.Equal([3UL], Held(next.At(_noon.AddHours(24))));
        Assert.Empty(Held(next.At(_noon.AddHours(48))));
        Assert.Equal([1UL, 4], Held(next.Without(one => one.Hash == 3)));
    }

    [Fact]
    public void A_window_says_from_when_to_when_it_saw()
    {
        var begun = _noon.AddHours(1);
        var window = new PopulationWindow(begun);
        Assert.Equal((begun, _noon.AddHours(2)), Span(window.Whole(_noon.AddHours(2))));

        var later = window.At(_noon.AddHours(30)).Whole(_noon.AddHours(30));
        Assert.Equal((_noon.AddHours(12), _noon.AddHours(30)), Span(later));

        static (DateTimeOffset, DateTimeOffset) Span(PopulationSample sample) => (sample.From, sample.To);
    }

    private static IEnumerable<ulong> Held(PopulationWindow window) => window.Whole(_noon).Sample.Subjects.Keys;

    private static void Same(SubjectSample wanted, SubjectSample got)
    {
        Assert.Equal(wanted.Subjects.Keys, got.Subjects.Keys);
        Assert.Equal((wanted.Below, wanted.Characters), (got.Below, got.Characters));
    }

    private static SubjectSample Of(IEnumerable<ulong> hashes) =>
        hashes.Aggregate(SubjectSample.Empty, (sample, hash) => sample.With(At(hash)));

    private static Sighting At(ulong hash) => new(hash, _noon, "{}", []);

    private static ulong[] Draw(int count)
    {
        var random = new Random(4711);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }
}
