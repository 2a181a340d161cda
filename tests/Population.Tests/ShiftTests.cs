using System.Globalization;
using CsCheck;

namespace Actors.Population.Tests;

public sealed class ShiftTests
{
    private static readonly string?[] _variations = [null, "a", "b"];

    private static readonly Gen<Placement[]> _placements = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 30], Gen.Int[0, 2])
        .Select((before, after, isOther, country, platform) => new Placement(
            _variations[before],
            _variations[after],
            isOther,
            country.ToString(CultureInfo.InvariantCulture),
            platform == 0 ? "" : "ios"))
        .Array[0, 300];

    [Fact]
    public void Who_enters_leaves_and_switches_is_counted_where_it_happens()
    {
        var shift = Shift.Of(
        [
            new(null, "a", true, "CH", "ios"), new("a", null, true, "CH", "web"), new("a", "b", true, "DE", "web"),
            new("b", "b", false, "DE", "web"), new(null, null, false, "", "web"),
        ]);

        Assert.Equal(new ShiftCounts(5, 3, 3, 1, 1, 1, 3), shift.All);
        Assert.Equal(3, shift.All.Moved);
        Assert.Equal(
            [new(null, null, 1), new(null, "a", 1), new("a", null, 1), new("a", "b", 1), new("b", "b", 1)],
            shift.Flows);
        Assert.Equal(
            [("country", "CH", 2), ("country", "DE", 1), ("country", "", 0), ("platform", "web", 2),
                ("platform", "ios", 1)],
            shift.Segments.Select(one => (one.Dimension, one.Value, one.Counts.Moved)));
    }

    [Fact]
    public void The_parts_add_up_to_the_whole() => _placements.Sample(placements =>
    {
        var shift = Shift.Of(placements);

        Assert.Equal(shift.All.Subjects, shift.Flows.Sum(one => one.Subjects));
        Assert.Equal(shift.All.Before + shift.All.Entering, shift.All.After + shift.All.Leaving);
        foreach (var parts in shift.Segments.GroupBy(one => one.Dimension))
        {
            Assert.Equal(shift.All.Subjects, parts.Sum(one => one.Counts.Subjects));
            Assert.Equal(shift.All.Moved, parts.Sum(one => one.Counts.Moved));
            Assert.True(parts.Count() <= Shift.MaxSegments + 1);
        }
    });
}
