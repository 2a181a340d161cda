using CsCheck;

namespace Actors.Evaluation.Tests;

/// <summary>Drawing again, from one attribute, says what the evaluation of the whole subject said.</summary>
public sealed class ExperimentDrawsTests
{
    private const string Plain = """
        "hashVersion":2,"seed":"s","ranges":[[0,0.2],[0.5,0.9],[0.2,0.3]],"disableStickyBucketing":true
        """;

    [Theory]
    [InlineData(Plain)]
    [InlineData(Plain + ""","filters":[{"attribute":"id","seed":"f","hashVersion":2,"ranges":[[0,0.5]]}]""")]
    [InlineData(Plain + ""","reallocated":true""")]
    [InlineData(""" "hashVersion":1,"coverage":0.7,"bucketVersion":1 """)]
    public void It_agrees_with_the_evaluation_of_whoever_is_included(string members) =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 40].Sample(id =>
        {
            var ruleset = Running(members);
            var subject = Given.Subject(ruleset, $$"""{"id":"{{id}}"}""");
            var given = Evaluator.EvaluateFully(ruleset, "feature", subject);

            var drawn = ExperimentDraws.Of(ruleset).Again("colour", "1", "id", id);

            Assert.Equal((DrawObstacle.None, given.Experiment?.VariationKey), (drawn.Obstacle, drawn.Variation));
            Assert.Equal(members.Contains("reallocated", StringComparison.Ordinal), drawn.IsReallocated);
        });

    [Theory]
    [InlineData(Plain, "size", "1", "id", DrawObstacle.NotRunning)]
    [InlineData(Plain, "colour", "2", "id", DrawObstacle.OtherPhase)]
    [InlineData(Plain, "colour", "1", "company", DrawObstacle.OtherAttribute)]
    [InlineData(""" "disableStickyBucketing":false """, "colour", "1", "id", DrawObstacle.Remembered)]
    [InlineData(""" "fallbackAttribute":"company" """, "colour", "1", "id", DrawObstacle.Remembered)]
    [InlineData(""" "hashVersion":7 """, "colour", "1", "id", DrawObstacle.NotByBucket)]
    [InlineData(""" "namespace":["n",0,1] """, "colour", "1", "id", DrawObstacle.NotByBucket)]
    public void What_one_attribute_does_not_decide_is_not_guessed(
        string members, string experiment, string phase, string attribute, DrawObstacle obstacle) => Assert.Equal(
        new DrawnAgain(obstacle, null, false),
        ExperimentDraws.Of(Running(members)).Again(experiment, phase, attribute, "ada"));

    [Theory]
    [InlineData("1", DrawObstacle.None)]
    [InlineData("2", DrawObstacle.OtherPhase)]
    public void Who_names_no_phase_may_mean_an_earlier_one(string phase, DrawObstacle obstacle) => Assert.Equal(
        obstacle, ExperimentDraws.Of(Running(Plain, phase: phase)).Again("colour", null, "id", "ada").Obstacle);

    [Fact]
    public void A_rule_that_somebody_wrote_by_hand_is_no_experiments() => Assert.Equal(
        DrawObstacle.NotRunning,
        ExperimentDraws.Of(Running(Plain, id: "mine")).Again("colour", "1", "id", "ada").Obstacle);

    private static Ruleset Running(string members, string id = "experiment/colour", string phase = "1") =>
        Given.Ruleset($$"""
            {"defaultValue":"none","rules":[{"id":"{{id}}","key":"colour","phase":"{{phase}}",
             "variations":["A","B","A"],"meta":[{"key":"a"},{"key":"b"},{"key":"a"}],{{members}} }]}
            """);
}
