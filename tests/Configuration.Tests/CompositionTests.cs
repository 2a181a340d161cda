using System.Text.Json;

namespace Actors.Configuration.Tests;

/// <summary>Features with rules of experiments among their own.</summary>
public sealed class CompositionTests
{
    private const string Own = """{"defaultValue":1,"rules":[{"force":2},{"force":3}]}""";

    private static readonly RulesetDocument _document =
        Publishing.Accept(RulesetDocument.Empty, [new("f", 1, true, Own), new("g", 1, true, Own)], Some.Time);

    [Theory]
    [InlineData(0, "10,2,3")]
    [InlineData(1, "2,10,3")]
    [InlineData(2, "2,3,10")]
    [InlineData(99, "2,3,10")]
    public void A_rule_stands_at_its_position(int position, string forces) =>
        Assert.Equal(forces, Forces(Accepted(_document, Rules("e", 1, position, 10))));

    [Fact]
    public void Rules_of_one_position_stand_in_the_order_of_their_experiments()
    {
        var document = Accepted(Accepted(_document, Rules("b", 1, 1, 20)), Rules("a", 1, 1, 10));

        Assert.Equal("2,10,20,3", Forces(document));
        Assert.Equal((Own, 3), (document.Features["g"].Json, document.Version));
        Assert.Equal(Publishing.Hash(document), document.ContentHash);
    }

    [Fact]
    public void A_feature_changes_beside_the_rules_and_they_beside_the_feature()
    {
        var both = Accepted(_document, Rules("e", 1, 1, 10));
        var edited = Publishing.Accept(
            both, [new("f", 2, true, """{"defaultValue":1,"rules":[{"force":5},{"force":6}]}""")], Some.Time);
        var gone = Accepted(edited, new("e", 2, []));

        Assert.Equal("5,10,6", Forces(edited));
        Assert.Equal("5,6", Forces(gone));
        Assert.Equal(("e", 2, 0), (gone.Experiments["e"].Experiment, gone.Experiments["e"].Revision, gone.Own.Count));
    }

    [Fact]
    public void Rules_wait_for_a_feature_that_is_not_there_yet()
    {
        var waiting = Publishing.AcceptExperiment(RulesetDocument.Empty, Rules("e", 1, 0, 10), Some.Time);
        var arrived = Publishing.Accept(waiting.Next, [new("f", 1, true, """{"defaultValue":1}""")], Some.Time);

        Assert.Equal((0, 0), (waiting.Next.Version, waiting.Changed.Length));
        Assert.Equal("10", Forces(arrived));
    }

    [Fact]
    public void An_archived_feature_stays_unpublished_and_returns_with_the_rules()
    {
        var driven = Accepted(_document, Rules("e", 1, 0, 10));
        var archived = Publishing.Accept(driven, [new("f", 2, false, null)], Some.Time);
        var back = Publishing.Accept(archived, [new("f", 3, true, Own)], Some.Time);

        Assert.Null(archived.Features["f"].Json);
        Assert.Equal("10,2,3", Forces(back));
    }

    [Fact]
    public void What_is_old_changes_nothing_and_who_is_touched_is_told()
    {
        var (next, changed) = Publishing.AcceptExperiment(_document, Rules("e", 2, 0, 10), Some.Time);
        var older = Publishing.AcceptExperiment(next, Rules("e", 1, 0, 11), Some.Time);
        var same = Publishing.AcceptExperiment(next, Rules("e", 3, 0, 10), Some.Time);
        var moved = Publishing.AcceptExperiment(
            next, new("e", 4, [new("g", 0, """{"force":1}""")]), Some.Time);

        Assert.Equal(["f"], changed);
        Assert.Same(next, older.Next);
        Assert.Equal((next.Version, 3), (same.Next.Version, same.Next.Experiments["e"].Revision));
        Assert.Equal(["f", "g"], moved.Changed.Order());
        Assert.Equal(Own, moved.Next.Features["f"].Json);
    }

    private static RulesetDocument Accepted(RulesetDocument document, ExperimentRules rules) =>
        Publishing.AcceptExperiment(document, rules, Some.Time).Next;

    private static ExperimentRules Rules(string experiment, long revision, int position, int force) =>
        new(experiment, revision, [new("f", position, $"{{\"force\":{force}}}")]);

    private static string Forces(RulesetDocument document)
    {
        using var feature = JsonDocument.Parse(document.Features["f"].Json!);
        var rules = feature.RootElement.TryGetProperty("rules", out var all) ? all.EnumerateArray().ToList() : [];
        return string.Join(',', rules.Select(rule => rule.GetProperty("force").GetInt32()));
    }
}
