using CsCheck;

namespace Actors.Configuration.Tests;

public sealed class SavedGroupTests
{
    private static readonly SavedGroup _beta = new() { Name = "Beta", Values = """[ "a" , 1.0 ]""" };

    private static readonly SavedGroupHistory _created = Put(SavedGroupHistory.Empty, _beta).Accepted();

    [Fact]
    public void A_created_group_goes_to_every_environment_as_canonical_text()
    {
        Assert.Equal(new PublishedGroup("beta", 1, """["a",1.0]"""), _created.Published("beta"));
        Assert.Equal(Some.Environments, _created.HandOvers.Waiting());
        Assert.Equal((2, 9L), (_created.Summary("beta").Count, _created.Summary("beta").Bytes));
        Assert.False(_created.Delivered);
    }

    [Fact]
    public void A_new_name_is_published_nowhere_anew()
    {
        var settled = Settled(_created);
        var renamed = Put(settled, _beta with { Name = "Beta testers" }).Accepted();

        Assert.Equal(2, renamed.Revision);
        Assert.Empty(renamed.HandOvers.Waiting());
        Assert.Equal(
            Some.Environments, Put(settled, _beta with { Values = "[]" }).Accepted().HandOvers.Waiting());
    }

    [Fact]
    public void What_is_the_same_or_repeated_changes_nothing()
    {
        var by = Some.Author();
        var changed = Put(_created, _beta with { Values = "[2]" }, by).Accepted();

        Assert.Same(_created, Put(_created, _beta).Accepted());
        Assert.Same(changed, Put(changed, _beta, by).Accepted());
        Assert.Same(changed, SavedGroupDecisions.Delete(changed, null, by, Some.Environments, Some.Time).Accepted());
    }

    [Fact]
    public void A_condition_is_held()
    {
        Put(_created, _beta, expected: 0).IsRefused("group-exists");
        Put(_created, _beta, expected: 2).IsRefused("revision-stale");
        Delete(_created, 2).IsRefused("revision-stale");
        Delete(SavedGroupHistory.Empty, null).IsRefused("group-not-found");
    }

    [Fact]
    public void A_deleted_group_is_a_tombstone_until_it_is_created_again()
    {
        var deleted = Delete(Settled(_created), 1).Accepted();
        var again = Put(deleted, _beta, expected: 0).Accepted();

        Assert.Equal(new PublishedGroup("beta", 2, null), deleted.Published("beta"));
        Assert.True(deleted.Summary("beta").Deleted);
        Assert.Equal(3, again.Revision);
    }

    [Theory]
    [InlineData("{}", "/values", "member-type")]
    [InlineData("[", "/values", "json-invalid")]
    [InlineData("[1,[]]", "/values/1", "value-type")]
    [InlineData("[null]", "/values/0", "value-type")]
    [InlineData("[1e999]", "/values/0", "value-type")]
    [InlineData("""["\u0000"]""", "/values", "json-invalid")]
    public void A_wrong_value_is_named_by_its_place(string values, string path, string code)
    {
        var refusal = Put(SavedGroupHistory.Empty, _beta with { Values = values }).Refused();
        var problem = Assert.Single(refusal.Problems);

        Assert.Equal(("group-invalid", path, code), (refusal.Code, problem.Path, problem.Code));
    }

    [Fact]
    public void A_group_is_bounded()
    {
        var full = $"[{string.Join(',', Enumerable.Range(0, SavedGroupForm.MaxValues))}]";

        Assert.Empty(SavedGroupForm.Problems("beta", _beta with { Values = full }));
        AssertSingle(_beta with { Values = full[..^1] + ",1]" }, "/values", "too-many-values");
        AssertSingle(
            _beta with { Values = $"[\"{new string('x', SavedGroupForm.MaxBytes)}\"]" }, "/values", "group-too-large");
        AssertSingle(_beta with { Name = " " }, "/name", "text-invalid");
        Assert.Equal("key-invalid", Assert.Single(SavedGroupForm.Problems("Beta", _beta)).Code);
    }

    [Fact]
    public void Rules_are_searched_for_the_groups_that_they_name()
    {
        var feature = Some.Switch
            .With("production", true, """{"force":true,"condition":{"$or":[{"id":{"$inGroup":"beta"}},{"x":1}]}}""")
            .With("staging", false,
                """{"parentConditions":[{"id":"p","condition":{"value":{"$not":{"$notInGroup":"alpha"}}}}]}""",
                """{"force":true,"condition":{"id":{"$inGroup":["no","name"]}}}""");

        Assert.Equal(["alpha", "beta"], GroupReferences.Of(feature));
        Assert.Equal(["alpha", "beta"], Summaries.Of("checkout", Some.Created(feature)).Groups);
        Assert.Empty(GroupReferences.Of(Some.Switch));
    }

    /// <summary>However hand-overs are lost, repeated and late, the ruleset ends up with the last values.</summary>
    [Fact]
    public void A_ruleset_that_is_handed_everything_in_any_order_holds_the_last() =>
        Gen.Int[0, 5].List[1, 30].Sample(order =>
        {
            var history = _created;
            var told = new List<PublishedGroup> { history.Published("beta") };
            for (var step = 1; step <= 5; step++)
            {
                history = (step % 3 == 0 ? Delete(history, null) : Put(history, _beta with { Values = $"[{step}]" }))
                    .Accepted();
                told.Add(history.Published("beta"));
            }

            var document = RulesetDocument.Empty;
            foreach (var one in order.Select(index => told[index]).Append(told[^1]))
            {
                var before = document;
                document = Publishing.AcceptGroups(document, [one], Some.Time);
                Assert.InRange(document.Version - before.Version, 0, 1);
            }

            return document.SavedGroups["beta"] == history.Published("beta");
        });

    private static Foundation.Decision<SavedGroupHistory> Put(
        SavedGroupHistory state, SavedGroup group, Authorship? by = null, long? expected = null) =>
        SavedGroupDecisions.Put(state, "beta", group, expected, by ?? Some.Author(), Some.Environments, Some.Time);

    private static Foundation.Decision<SavedGroupHistory> Delete(SavedGroupHistory state, long? expected) =>
        SavedGroupDecisions.Delete(state, expected, Some.Author(), Some.Environments, Some.Time);

    private static SavedGroupHistory Settled(SavedGroupHistory history) => history with
    {
        Announced = history.Revision,
        HandOvers = Some.Environments.Aggregate(
            history.HandOvers, (next, name) => next.Acknowledged(name, history.Revision, 1)),
    };

    private static void AssertSingle(SavedGroup group, string path, string code)
    {
        var problem = Assert.Single(SavedGroupForm.Problems("beta", group));
        Assert.Equal((path, code), (problem.Path, problem.Code));
    }
}
