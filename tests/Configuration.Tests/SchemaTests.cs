using System.Text.Json.Nodes;

namespace Actors.Configuration.Tests;

public sealed class SchemaTests
{
    private const string Server = """
        {
          "type": "object", "required": ["host"], "additionalProperties": false,
          "properties": {
            "host": { "$ref": "#/$defs/name" }, "ports": { "type": "array", "items": { "$ref": "#/$defs/port" } }
          },
          "$defs": {
            "name": { "type": "string", "pattern": "^[a-z.]+$" }, "port": { "type": "integer", "minimum": 1 }
          }
        }
        """;

    [Theory]
    [InlineData("""{"host":"a.b","ports":[80,443]}""", true)]
    [InlineData("""{"ports":[80]}""", false)]
    [InlineData("""{"host":"A"}""", false)]
    [InlineData("""{"host":"a","ports":[0]}""", false)]
    [InlineData("""{"host":"a","more":1}""", false)]
    public void Every_value_satisfies_the_schema(string value, bool fits)
    {
        var asDefault = Feature(Server) with { DefaultValue = value };
        var asForced = Feature(Server).With("production", true, $$"""{"force":{{value}}}""");
        var asVariation = Feature(Server).With("production", true, $$"""{"variations":[{"host":"a"},{{value}}]}""");

        Assert.Equal(fits ? [] : ["/defaultValue"], Violations(asDefault));
        Assert.Equal(fits ? [] : ["/environments/production/rules/0/force"], Violations(asForced));
        Assert.Equal(fits ? [] : ["/environments/production/rules/0/variations/1"], Violations(asVariation));
    }

    [Theory]
    [InlineData("[]", "", "schema-invalid")]
    [InlineData("true", "", "schema-invalid")]
    [InlineData("{", "", "json-invalid")]
    [InlineData("""{"type":"frob"}""", "/type", "schema-invalid")]
    [InlineData("""{"type":5}""", "/type", "schema-invalid")]
    [InlineData("""{"pattern":"("}""", "/pattern", "schema-invalid")]
    [InlineData("""{"patternProperties":{"(":{}}}""", "/patternProperties/(", "schema-invalid")]
    [InlineData("""{"minimum":"x"}""", "", "schema-invalid")]
    [InlineData("""{"properties":[]}""", "/properties", "schema-invalid")]
    [InlineData("""{"properties":{"a":true}}""", "/properties/a", "schema-invalid")]
    [InlineData("""{"allOf":{}}""", "/allOf", "schema-invalid")]
    [InlineData("""{"const":3}""", "/const", "schema-keyword")]
    [InlineData("""{"if":{},"then":{}}""", "/if", "schema-keyword")]
    [InlineData("""{"__referencePath":"http://localhost/x"}""", "/__referencePath", "schema-keyword")]
    [InlineData("""{"$ref":"http://localhost/x"}""", "/$ref", "schema-reference")]
    [InlineData("""{"$ref":"other.json"}""", "/$ref", "schema-reference")]
    [InlineData("""{"$ref":5}""", "/$ref", "schema-reference")]
    [InlineData("""{"items":{"$ref":"file:///etc/passwd"}}""", "/items/$ref", "schema-reference")]
    [InlineData("""{"$ref":"#/definitions/none"}""", "/$ref", "schema-reference")]
    [InlineData("""{"$ref":"#anchor"}""", "/$ref", "schema-reference")]
    [InlineData("""{"$ref":"#"}""", "", "schema-recursive")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""", "", "schema-recursive")]
    [InlineData("""{"properties":{"a":{"$ref":"#/properties/a"}}}""", "/properties/a", "schema-recursive")]
    public void A_bad_schema_is_named_by_its_place(string schema, string path, string code)
    {
        var problem = Assert.Single(FeatureValidation.Problems("a", Feature(schema), Some.Environments));

        Assert.Equal(($"/schema{path}", code), (problem.Path, problem.Code));
    }

    [Theory]
    [InlineData(40, 2, "schema-too-large")]
    [InlineData(2_000, 1, "schema-too-deep")]
    public void A_schema_that_would_cost_any_time_or_the_stack_is_refused(int steps, int references, string code)
    {
        var definitions = new JsonObject { [$"d{steps}"] = new JsonObject() };
        for (var step = 0; step < steps; step++)
        {
            var next = $"#/definitions/d{step + 1}";
            var all = Enumerable.Range(0, references).Select(_ => new JsonObject { ["$ref"] = next });
            definitions[$"d{step}"] = new JsonObject { ["allOf"] = new JsonArray([.. all]) };
        }

        var schema = new JsonObject { ["$ref"] = "#/definitions/d0", ["definitions"] = definitions }.ToJsonString();

        Assert.Equal(code, Assert.Single(FeatureValidation.Problems("a", Feature(schema), Some.Environments)).Code);
    }

    [Fact]
    public void A_number_that_cannot_be_checked_is_a_violation_and_no_failure() => Assert.Equal(
        ["/defaultValue"],
        Violations(Feature("""{"type":"integer"}""") with { DefaultValue = "123456789012345678901234567890" }));

    private static Feature Feature(string schema) =>
        new() { Type = FeatureType.Json, DefaultValue = """{"host":"a"}""", Schema = schema };

    private static IEnumerable<string> Violations(Feature feature) =>
        FeatureValidation.Problems("a", feature, Some.Environments)
            .Select(problem => problem.Code == "schema-violated" ? problem.Path : problem.ToString());
}
