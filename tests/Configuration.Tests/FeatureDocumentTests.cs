using System.Text.Json;
using CsCheck;

namespace Actors.Configuration.Tests;

public sealed class FeatureDocumentTests
{
    [Fact]
    public void A_feature_is_one_document() => Assert.Equal(
        CanonicalJson.Of("""
            {
              "type": "boolean", "defaultValue": false, "description": "Shows the new checkout.", "owner": "payments",
              "tags": ["checkout", "ui"], "archived": false,
              "environments": { "production": { "enabled": true, "rules": [{ "force": true }] } }
            }
            """),
        FeatureDocument.Of(Some.Switch.With("production", true, """{"force":true}""")));

    [Fact]
    public void What_was_written_is_read_again() => Generated.Feature.Sample(feature =>
    {
        var document = FeatureDocument.Of(FeatureValidation.Normalised(feature));
        var read = FeatureDocument.Parse(document, out var problems);

        return problems.IsEmpty && FeatureDocument.Of(read!) == document;
    });

    [Fact]
    public void Normalising_twice_is_normalising_once() => Generated.Feature.Sample(feature =>
    {
        var once = FeatureValidation.Normalised(feature);

        return FeatureDocument.Of(once) == FeatureDocument.Of(FeatureValidation.Normalised(once));
    });

    [Fact]
    public void A_type_and_a_default_are_enough()
    {
        var feature = FeatureDocument.Parse("""{"type":"number","defaultValue":1,"schema":null}""", out var problems)!;

        Assert.Empty(problems);
        Assert.Equal((FeatureType.Number, "1", null), (feature.Type, feature.DefaultValue, feature.Schema));
        Assert.Empty(feature.Environments);
    }

    [Theory]
    [InlineData("[]", "", "member-type")]
    [InlineData("{", "", "json-invalid")]
    [InlineData("""{"type":"json","type":"json","defaultValue":1}""", "", "json-invalid")]
    [InlineData("""{"type":"boolean"}""", "/defaultValue", "member-missing")]
    [InlineData("""{"defaultValue":1}""", "/type", "member-missing")]
    [InlineData("""{"type":"int","defaultValue":1}""", "/type", "type-unknown")]
    [InlineData("""{"type":"json","defaultValue":1,"extra":1}""", "/extra", "member-unknown")]
    [InlineData("""{"type":"json","defaultValue":"\ud800"}""", "/defaultValue", "json-invalid")]
    [InlineData("""{"type":"json","defaultValue":1,"owner":"\ud800"}""", "/owner", "json-invalid")]
    [InlineData("""{"type":"json","defaultValue":1,"description":5}""", "/description", "member-type")]
    [InlineData("""{"type":"json","defaultValue":1,"tags":"a"}""", "/tags", "member-type")]
    [InlineData("""{"type":"json","defaultValue":1,"tags":["a",1]}""", "/tags/1", "member-type")]
    [InlineData("""{"type":"json","defaultValue":1,"archived":"no"}""", "/archived", "member-type")]
    [InlineData("""{"type":"json","defaultValue":1,"environments":[]}""", "/environments", "member-type")]
    [InlineData("""{"type":"json","defaultValue":1,"environments":{"p":1}}""", "/environments/p", "member-type")]
    [InlineData("""{"environments":{"p":{"on":true}}}""", "/environments/p/on", "member-unknown")]
    [InlineData("""{"environments":{"p":{"rules":{}}}}""", "/environments/p/rules", "member-type")]
    public void A_wrong_form_is_named_by_its_place(string json, string path, string code)
    {
        Assert.Null(FeatureDocument.Parse(json, out var problems));

        Assert.Contains((path, code), problems.Select(problem => (problem.Path, problem.Code)));
    }

    [Fact]
    public void A_repeated_member_is_a_problem_when_the_parser_let_it_through()
    {
        using var lenient = JsonDocument.Parse("""{"type":"json","defaultValue":1,"defaultValue":2}""");

        Assert.Null(FeatureDocument.Read(lenient.RootElement, "/features/0", out var problems));

        Assert.Equal(("/features/0/defaultValue", "member-repeated"), (problems[0].Path, problems[0].Code));
    }

    [Fact]
    public void A_member_of_the_reader_himself_is_left_to_him()
    {
        using var entry = JsonDocument.Parse("""{"key":"checkout","type":"json","defaultValue":1}""");

        Assert.NotNull(FeatureDocument.Read(entry.RootElement, "", out _, besides: "key"));
        Assert.Null(FeatureDocument.Read(entry.RootElement, "", out _));
    }
}
