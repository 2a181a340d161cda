using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>What a server records of its answers, and what these say to who records for himself.</summary>
public sealed class ServerExposureTests
{
    private static readonly Ruleset _ruleset = Ruleset.Compile(
    [
        new("asking", true, """
            {"rules":[{"force":1,"parentConditions":[{"id":"recorded","condition":{"value":"B"}}]}]}
            """),
        new("plain", true, """{"defaultValue":1}"""),
        new("recorded", true, Experiment("kept", "\"serverExposures\":true,\"condition\":{\"country\":\"CH\"}")),
        new("silent", true, Experiment("silent", "\"name\":\"Silent\"")),
        new("twin", true, Experiment("kept", "\"serverExposures\":true")),
    ]);

    [Fact]
    public void Each_experiment_that_is_recorded_is_told_once_and_no_other()
    {
        var told = Told("""{"id":7,"country":"CH"}""");

        Assert.Equal([new ServerExposure("kept", "3", "b", "id", "7")], told);
    }

    [Fact]
    public void One_feature_tells_its_own_and_what_it_asks_for()
    {
        const string Ada = """{"id":"ada","country":"CH"}""";

        Assert.Equal("kept", Assert.Single(Told(Ada, "recorded")).Experiment);
        Assert.Equal("kept", Assert.Single(Told(Ada, "asking")).Experiment);
        Assert.Empty(Told(Ada, "plain"));
        Assert.Empty(Told(Ada, "silent"));
        Assert.Empty(Told("""{"id":"ada","country":"DE"}""", "recorded"));
    }

    [Fact]
    public void Who_is_forced_into_a_variation_is_not_exposed_to_it()
    {
        var forced = new CallerInputs
        {
            ForcedVariations = ImmutableDictionary<string, int>.Empty.Add("kept", 0),
        };

        Assert.Empty(Told("""{"id":"ada","country":"CH"}""", inputs: forced));
    }

    [Fact]
    public void Nothing_is_wanted_where_no_experiment_is_recorded()
    {
        Assert.True(ServerExposure.IsWanted(_ruleset));
        Assert.False(ServerExposure.IsWanted(Given.Ruleset(Experiment("e", "\"serverExposures\":false"))));
    }

    [Fact]
    public void The_dimensions_of_a_recorded_exposure_are_known_of_the_subject()
    {
        var ruleset = Given.Ruleset(Experiment("kept", "\"serverExposures\":true"));
        var subject = Given.Subject(ruleset, """{"id":"ada","country":"CH","platform":"ios","age":3}""");

        Assert.Equal(["CH", "ios"], ServerExposure.Dimensions.Select(subject.Text));
        Assert.Null(subject.Text("age"));
    }

    [Fact]
    public void A_flag_says_by_which_names_an_exposure_to_it_is_told()
    {
        var subject = Given.Subject(_ruleset, """{"id":"ada","country":"CH"}""");
        var buffer = new ArrayBufferWriter<byte>();
        OfrepFlags.Write(_ruleset, subject, buffer, new byte[_ruleset.Features.Length]);
        var flags = JsonElement.Parse(buffer.WrittenSpan).EnumerateArray()
            .ToDictionary(flag => flag.GetProperty("key").GetString()!);

        Assert.Equal(
            """{"experiment":"kept","phase":"3"}""", flags["recorded"].GetProperty("metadata").GetRawText());
        Assert.False(flags["plain"].TryGetProperty("metadata", out _));
        var alone = Evaluator.Evaluate(_ruleset, _ruleset.Features[2], subject);
        Assert.True(alone.HasMetadata);
        Assert.EndsWith("\"}}", Encoding.UTF8.GetString(alone.OfrepJson.Span), StringComparison.Ordinal);
    }

    // All fall into the second variation's range.
    private static string Experiment(string key, string members) => $$"""
        {"defaultValue":"none","rules":[{"key":"{{key}}","phase":"3","variations":["A","B"],"weights":[0,1],
         "hashVersion":2,"meta":[{"key":"a"},{"key":"b"}],{{members}} }]}
        """;

    private static IReadOnlyList<ServerExposure> Told(
        string attributes, string? feature = null, CallerInputs? inputs = null) => ServerExposure.Of(
        _ruleset,
        feature is null ? null : _ruleset.Features.Single(one => one.Key == feature),
        Given.Subject(_ruleset, attributes),
        inputs);
}
