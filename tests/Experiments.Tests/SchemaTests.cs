using System.Text.Json;
using Actors.Configuration;

namespace Actors.Experiments.Tests;

public sealed class SchemaTests
{
    private const string Whole = """
        {"name":"Colour","hypothesis":"Red sells better.","description":"d","owner":"team-checkout",
         "tags":["b","a"],"environments":["staging","production"],"hashAttribute":"id",
         "fallbackAttribute":"deviceId","sticky":true,
         "variations":[{"key":"control","name":"Blue","description":"as it is"},{"key":"red"}],
         "weightsBasisPoints":[9000,1000],"coverageBasisPoints":2500,
         "features":[{"feature":"colour","values":{"control":"blue","red":"red"},"position":2}],
         "condition":{"country":{"$in":["CH","DE"]}},
         "savedGroups":[{"match":"none","groups":["staff"],"attribute":"company"}],
         "prerequisites":[{"feature":"checkout","condition":{"value":true}}],
         "layer":{"key":"checkout","slots":2000},
         "metrics":{"primary":["purchase"],"secondary":["basket"],"guardrail":["crashes"]},
         "statistics":{"engine":"bayesian","confidence":0.9,"sequentialTuning":0,"cuped":true,
           "correction":"benjamini-hochberg"},
         "plan":{"sampleSize":10000,"days":14},
         "schedule":{"startAt":"2026-03-01T10:00:00+01:00","stopAt":"2026-04-01T00:00:00Z",
           "ramp":[{"coverageBasisPoints":100,"holdMinutes":60},{"coverageBasisPoints":10000,"untilPowered":true}]}}
        """;

    [Fact]
    public void Everything_that_can_be_said_is_read_and_written_again()
    {
        var experiment = ExperimentDocument.Parse(Whole, out var problems);

        Assert.Empty(problems);
        Assert.Equal(["a", "b"], experiment!.Tags);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), experiment.Schedule.StartAt);
        Assert.Equal(MultipleCorrection.BenjaminiHochberg, experiment.Statistics.Correction);
        var written = ExperimentDocument.Of(experiment);
        Assert.Equal(CanonicalJson.Of(written), written);
        Assert.Equal(written, ExperimentDocument.Of(ExperimentDocument.Parse(written, out _)!));
        Assert.Contains("[{\"match\":\"none\",\"groups\":[\"staff\"],\"attribute\":\"company\"}]", written);
    }

    [Fact]
    public void Nothing_is_a_draft_with_defaults()
    {
        var experiment = ExperimentDocument.Parse("{}", out _)!;

        Assert.Equal(("id", 10_000, 0.95), (
            experiment.HashAttribute, experiment.CoverageBasisPoints, experiment.Statistics.Confidence));
        Assert.Equal(ExperimentDocument.Of(new Experiment()), ExperimentDocument.Of(experiment));
    }

    [Theory]
    [InlineData("""{"nmae":"x"}""", "/nmae", "member-unknown")]
    [InlineData("""{"plan":{"a.b/c[0]":1}}""", "/plan/a.b~1c[0]", "member-unknown")]
    [InlineData("""{"variations":[{"name":"x"}]}""", "/variations/0/key", "member-missing")]
    [InlineData("""{"variations":[{"key":"UPPER"}]}""", "/variations/0/key", "schema-violated")]
    [InlineData("""{"coverageBasisPoints":10001}""", "/coverageBasisPoints", "schema-violated")]
    [InlineData("""{"coverageBasisPoints":0.5}""", "/coverageBasisPoints", "schema-violated")]
    [InlineData("""{"weightsBasisPoints":[-1]}""", "/weightsBasisPoints/0", "schema-violated")]
    [InlineData("""{"features":[{"feature":"f","values":[]}]}""", "/features/0/values", "schema-violated")]
    [InlineData("""{"condition":"x"}""", "/condition", "schema-violated")]
    [InlineData("""{"layer":{"key":"a"}}""", "/layer/slots", "member-missing")]
    [InlineData("""{"statistics":{"engine":"magic"}}""", "/statistics/engine", "schema-violated")]
    [InlineData("""{"schedule":{"startAt":"tomorrow"}}""", "/schedule/startAt", "schema-violated")]
    [InlineData("""{"name":null}""", "/name", "schema-violated")]
    [InlineData("[]", "", "schema-violated")]
    [InlineData("""{"name":"\u0000"}""", "", "json-invalid")]
    [InlineData("""{"name":"a","name":"b"}""", "", "json-invalid")]
    public void What_is_not_as_the_schema_wants_it_is_told_by_its_place(string json, string path, string code)
    {
        Assert.Null(ExperimentDocument.Parse(json, out var problems));

        var problem = Assert.Single(problems);
        Assert.Equal((path, code), (problem.Path, problem.Code));
    }

    [Fact]
    public void Every_mistake_is_told()
    {
        ExperimentDocument.Parse("""{"name":1,"tags":[2,"a","a"],"plan":{"days":0,"weeks":1}}""", out var problems);

        Assert.Equal(
            ["/name", "/plan/days", "/plan/weeks", "/tags", "/tags/0"],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_names_every_member_that_is_written()
    {
        var written = ExperimentDocument.Of(ExperimentDocument.Parse(Whole, out _)!);
        using var document = JsonDocument.Parse(written);
        using var schema = JsonDocument.Parse(ExperimentSchema.Text);

        Assert.Equal(
            schema.RootElement.GetProperty("properties").EnumerateObject().Select(one => one.Name).Order(),
            document.RootElement.EnumerateObject().Select(one => one.Name).Order());
    }

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        var state = Some.Running().After(new StopExperiment("red")).State!;

        var written = ExperimentDocument.Of(state);

        Assert.Equal(written, ExperimentDocument.Of(ExperimentDocument.ParseState(written)));
        Assert.StartsWith("""{"status":"stopped","experiment":{"name":"Colour of""", written);
    }

    [Fact]
    public void What_is_too_large_is_not_even_read()
    {
        ExperimentDocument.Parse($"{{\"name\":\"{new string('x', ExperimentDocument.MaxBytes)}\"}}", out var problems);

        Assert.Equal("experiment-too-large", Assert.Single(problems).Code);
    }
}
