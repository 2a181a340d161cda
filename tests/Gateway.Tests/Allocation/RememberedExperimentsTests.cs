using Actors.Configuration;
using Actors.Gateway.Allocation;

namespace Actors.Gateway.Tests.Allocation;

/// <summary>The published rule says when what is stored can change the answer.</summary>
public sealed class RememberedExperimentsTests
{
    [Theory]
    [InlineData("\"disableStickyBucketing\":false,\"bucketVersion\":2", true)]
    [InlineData("\"fallbackAttribute\":\"deviceId\"", true)]
    [InlineData("\"fallbackAttribute\":\"deviceId\",\"disableStickyBucketing\":true", false)]
    [InlineData("\"disableStickyBucketing\":true", false)]
    [InlineData("\"bucketVersion\":2", false)]
    [InlineData("\"fallbackAttribute\":\"\"", false)]
    public void A_rule_is_remembered_when_it_says_so(string members, bool isRemembered)
    {
        var remembered = RememberedExperiments.None.With([Feature($"{{\"variations\":[1,2],{members}}}")]);

        Assert.Equal(isRemembered, remembered.Has("f"));
        Assert.Equal(!isRemembered, remembered.IsEmpty);
    }

    [Fact]
    public void A_rule_is_read_as_the_engine_reads_it()
    {
        var rule = Assert.Single(ExperimentRule.Of(Feature("""
            {"key":"x","variations":[1,2,3],"meta":[{"key":"control"},{"name":"no key"}],"bucketVersion":2,
             "hashAttribute":"deviceId","disableStickyBucketing":false}
            """)));

        Assert.Equal(
            ("x", 2, "deviceId", "x__2"),
            (rule.Experiment, rule.Phase, rule.HashAttribute, rule.AssignmentKey));
        Assert.Equal(["control", "1", "2"], rule.Variations);
        Assert.Equal("f", Assert.Single(ExperimentRule.Of(Feature("""{"variations":[1,2]}"""))).Experiment);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{"variations":7,"disableStickyBucketing":false}""")]
    [InlineData("""{"force":1,"fallbackAttribute":"deviceId"}""")]
    public void What_is_no_experiment_is_not_remembered(string rule) =>
        Assert.True(RememberedExperiments.None.With([Feature(rule)]).IsEmpty);

    [Fact]
    public void A_change_forgets_what_is_gone()
    {
        var remembered = RememberedExperiments.None.With(
            [Feature("""{"variations":[1,2],"disableStickyBucketing":false}""")]);

        Assert.True(remembered.With([Feature("""{"force":1}""")]).IsEmpty);
        Assert.True(remembered.With([new PublishedFeature("f", 3, true, null)]).IsEmpty);
        Assert.Same(remembered, remembered.With([new PublishedFeature("other", 3, true, """{"rules":[]}""")]));
    }

    private static PublishedFeature Feature(string rule) => new("f", 1, true, $"{{\"rules\":[{rule}]}}");
}
