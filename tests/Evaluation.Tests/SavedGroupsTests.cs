using System.Text.Json;

namespace Actors.Evaluation.Tests;

public sealed class SavedGroupsTests
{
    private const string Groups = """{"mixed": [1, "2", null, true], "empty": []}""";

    [Theory]
    [InlineData("mixed", "1", true)]
    [InlineData("mixed", "\"1\"", false)]
    [InlineData("mixed", "\"2\"", true)]
    [InlineData("mixed", "null", true)]
    [InlineData("mixed", "[7, 1]", true)]
    [InlineData("mixed", "false", false)]
    [InlineData("empty", "1", false)]
    [InlineData("unknown", "1", false)]
    public void A_member_is_in_the_group_and_nobody_else_is(string group, string value, bool expected)
    {
        var attributes = $$"""{"a": {{value}}}""";
        Assert.Equal(expected, Conditions.Matches($$$"""{"a": {"$inGroup": "{{{group}}}"}}""", attributes, Groups));
        Assert.Equal(!expected, Conditions.Matches($$$"""{"a": {"$notInGroup": "{{{group}}}"}}""", attributes, Groups));
    }

    [Fact]
    public void A_condition_tells_which_groups_it_asks_for_wherever_they_stand()
    {
        var findings = new Findings("feature");
        Conditions.Compile(
            """
            {"$or": [{"a": {"$inGroup": "one"}}, {"a": {"$not": {"$notInGroup": "two"}}}],
             "b": {"$elemMatch": {"x": {"$inGroup": "three"}}}, "c": {"$all": [{"$inGroup": "one"}]},
             "d": {"$inGroup": 4}}
            """,
            findings,
            Conditions.Groups("""{"one": []}"""));
        Assert.Equal(["4", "one", "three", "two"], findings.SavedGroups.Order(StringComparer.Ordinal));
        var warnings = findings.ToImmutable();
        Assert.Equal(3, warnings.Length);
        Assert.All(warnings, warning => Assert.Equal("unknown-saved-group", warning.Code));
    }

    [Fact]
    public void A_change_leaves_the_groups_before_it_as_they_were()
    {
        var before = Conditions.Groups("""{"a": ["x"], "b": ["y"]}""");
        Assert.True(before.TryWith("a", JsonElement.Parse("""["z"]"""), out var after, out _));
        var without = after.Without("b");
        Assert.Equal(["a", "b"], before.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(["a"], without.Ids);
        var condition = """{"id": {"$inGroup": "a"}}""";
        var subject = Conditions.Read("""{"id": "z"}""");
        Assert.False(Conditions.Compile(condition, before).Matches(subject));
        Assert.True(Conditions.Compile(condition, without).Matches(subject));
    }

    [Fact]
    public void A_group_has_at_most_as_many_members_as_the_limit_says()
    {
        var ids = string.Join(',', Enumerable.Range(0, SavedGroups.IdsLimit).Select(id => $"\"u{id}\""));
        var groups = Conditions.Groups($$"""{"all": [{{ids}}]}""");
        var isMember = Conditions.Compile("""{"id": {"$inGroup": "all"}}""", groups);
        Assert.True(isMember.Matches(Conditions.Read("""{"id": "u99999"}""")));
        Assert.False(isMember.Matches(Conditions.Read("""{"id": "u100000"}""")));
        Refuse($$"""{"all": [{{ids}}, "one more"]}""");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"a": 1}""")]
    [InlineData("""{"a": ["\ud800"]}""")]
    public void What_is_no_object_of_lists_is_refused_with_a_sentence(string groups) => Refuse(groups);

    private static void Refuse(string groups)
    {
        Assert.False(SavedGroups.TryFrom(JsonElement.Parse(groups), out var read, out var problem));
        Assert.Null(read);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }
}
