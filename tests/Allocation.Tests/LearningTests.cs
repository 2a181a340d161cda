namespace Actors.Allocation.Tests;

/// <summary>What the event log knows of a subject is put to what is kept, in whatever order it comes.</summary>
public sealed class LearningTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_earliest_exposure_is_the_first_whatever_the_order()
    {
        TimelineEntry[] met = [Met("b", 3, 7), Met("a", 1, 5), Met("c", 2, 6)];

        foreach (var order in new[] { met, [.. met.Reverse()] })
        {
            var exposure = Assert.Single(UserDecisions.Learn(UserMemory.Empty, [.. order]).Exposures).Value;
            Assert.Equal(
                ("a", _noon.AddHours(1), 5, _noon.AddHours(3), 7),
                (exposure.Variation, exposure.FirstAt, exposure.FirstVersion, exposure.LastAt, exposure.LastVersion));
        }
    }

    [Fact]
    public void What_is_known_already_is_not_told_twice()
    {
        var once = UserDecisions.Learn(UserMemory.Empty, [Met("a", 1, 5), Bought(2)]);
        var twice = UserDecisions.Learn(once, [Met("a", 1, 5), Bought(2)]);

        Assert.Equal(once.Timeline, twice.Timeline);
        Assert.Equal(["x a", "buy 1"], once.Timeline.Select(one => $"{one.Key} {one.Detail}"));
    }

    [Fact]
    public void The_newest_of_the_timeline_stay()
    {
        var memory = UserDecisions.Learn(UserMemory.Empty, [.. Enumerable.Range(0, 150).Select(Bought)]);

        Assert.Equal(UserDecisions.MaxTimeline, memory.Timeline.Length);
        Assert.Equal(_noon.AddHours(50), memory.Timeline[0].At);
    }

    [Fact]
    public void A_subject_at_an_earlier_time_is_what_was_there_then()
    {
        var memory = UserDecisions.Assign(UserMemory.Empty, [new("x", 1, "a")], 1, _noon);
        memory = UserDecisions.Assign(memory, [new("y", 1, "a")], 1, _noon.AddHours(2));
        var ending = new Override(
            OverrideTarget.Feature("f"), "1", "alice", "", _noon.AddHours(1), _noon.AddHours(3));
        memory = Assert.IsType<Foundation.Decision<UserMemory>.Accepted>(
            UserDecisions.Put(memory, ending, _noon.AddHours(1))).Next;

        Assert.Equal(["x__1"], UserDecisions.At(memory, _noon).Assignments.Keys);
        Assert.Empty(UserDecisions.At(memory, _noon).Overrides);
        Assert.Single(UserDecisions.At(memory, _noon.AddHours(1)).Overrides);
        Assert.Empty(UserDecisions.At(memory, _noon.AddHours(3)).Overrides);
        Assert.Equal(2, UserDecisions.At(memory, _noon.AddHours(3)).Assignments.Count);
    }

    private static TimelineEntry Met(string variation, int hour, long version) =>
        new(_noon.AddHours(hour), TimelineKind.Exposure, "x", variation, 1, version);

    private static TimelineEntry Bought(int hour) =>
        new(_noon.AddHours(hour), TimelineKind.Conversion, "buy", "1", 0, 0);
}
