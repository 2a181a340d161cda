using Actors.Allocation;
using Actors.Evaluation;
using Actors.Gateway.Allocation;

namespace Actors.Gateway.Tests.Allocation;

/// <summary>Who is listed is known exactly, change by change.</summary>
public sealed class OverriddenSubjectsTests
{
    [Fact]
    public void Who_is_listed_is_found_and_nobody_else()
    {
        var known = Whole(3, "ada", "bob");

        Assert.Equal([("id", "ada")], known.Naming(Subject("ada")));
        Assert.Empty(known.Naming(Subject("eve")));
        Assert.Empty(known.Naming(new Subject(Ruleset.Empty)));
        Assert.Empty(OverriddenSubjects.Unknown.Naming(Subject("ada")));
    }

    [Fact]
    public void A_change_builds_on_the_version_before_it_and_on_no_other()
    {
        var known = Whole(3, "ada");
        var next = known.With(new(5, 3, [Group("bob")], [Group("ada")]))!;

        Assert.Equal((5, 1), (next.Version, next.Count));
        Assert.Equal([("id", "bob")], next.Naming(Subject("bob")));
        Assert.Same(next, next.With(new(5, 5, [], [])));
        Assert.Null(next.With(new(7, 6, [], [])));
        Assert.Null(OverriddenSubjects.Unknown.With(new(7, 6, [], [])));
    }

    [Fact]
    public void With_the_last_subject_nothing_is_left_to_look_for()
    {
        var none = Whole(3, "ada").With(new(4, 3, [], [Group("ada")]))!;

        Assert.True(none.IsEmpty);
        Assert.False(Whole(3, "ada").IsEmpty);
    }

    [Fact]
    public void A_hundred_thousand_subjects_are_held_and_found()
    {
        var ids = Enumerable.Range(0, OverriddenIndex.MaxSubjects).Select(at => $"user-{at}").ToArray();
        var known = Whole(1, ids);

        Assert.Equal(ids.Length, known.Count);
        Assert.All(ids.Where((_, at) => at % 997 == 0), id => Assert.Single(known.Naming(Subject(id))));
        Assert.Empty(known.Naming(Subject("user-100000")));
    }

    internal static OverriddenSubjects Whole(long version, params string[] ids) =>
        OverriddenSubjects.Unknown.With(new(version, -1, [Group(ids)], []))!;

    private static OverriddenGroup Group(params string[] ids) =>
        new("id", [.. ids.Select(id => UserId.HashOf(id))]);

    private static Subject Subject(string id)
    {
        var subject = new Subject(Ruleset.Empty);
        subject.Override("id", id);
        return subject;
    }
}
