using System.Text;

namespace Actors.Evaluation.Tests;

/// <summary>Each row can be checked with the JavaScript SDK's evalCondition.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("""{"a": {"$ini": ["ÉTÉ"]}}""", """{"a": "été"}""", true)]
    [InlineData("""{"a": {"$ini": ["οδος"]}}""", """{"a": "ΟΔΟΣ"}""", true)]
    [InlineData("""{"a": {"$ini": ["οδοσ"]}}""", """{"a": "ΟΔΟΣ"}""", false)]
    [InlineData("""{"a": {"$ini": ["Σ"]}}""", """{"a": "σ"}""", true)]
    [InlineData("""{"a": {"$ini": ["ΑΣ'Β"]}}""", """{"a": "ασ'β"}""", true)]
    [InlineData("""{"a": {"$ini": ["i̇"]}}""", """{"a": "İ"}""", true)]
    [InlineData("""{"a": {"$ini": ["i"]}}""", """{"a": "I"}""", true)]
    [InlineData("""{"a": {"$ini": ["ss"]}}""", """{"a": "ß"}""", false)]
    [InlineData("""{"a": {"$ini": ["𐐀Σ"]}}""", """{"a": "𐐨ς"}""", true)]
    [InlineData("""{"a": {"$ini": [1, null]}}""", """{"a": "1"}""", false)]
    [InlineData("""{"a": {"$ini": [1, null]}}""", """{}""", true)]
    [InlineData("""{"a": {"$nini": ["x"]}}""", """{"a": ["y", "X"]}""", false)]
    [InlineData("""{"a": {"$nini": ["x"]}}""", """{}""", true)]
    [InlineData("""{"a": {"$in": ["😀"]}}""", """{"a": "\ud83d\ude00"}""", true)]
    [InlineData("""{"a": {"$in": [1e21, -0.0]}}""", """{"a": [5, 1000000000000000000000]}""", true)]
    public void A_set_holds_a_value_or_an_element(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Conditions.Matches(condition, attributes));

    [Theory]
    [InlineData("""{"a": {"$all": []}}""", """{"a": []}""", true)]
    [InlineData("""{"a": {"$all": []}}""", """{"a": "x"}""", false)]
    [InlineData("""{"a": {"$all": ["1", 2]}}""", """{"a": [1, "2"]}""", true)]
    [InlineData("""{"a": {"$all": [{"$gt": 1}, {"$lt": 0}]}}""", """{"a": [5, -5]}""", true)]
    [InlineData("""{"a": {"$all": [{"x": 1}]}}""", """{"a": [{"x": 1}]}""", true)]
    [InlineData("""{"a": {"$all": [null, false]}}""", """{"a": [null, 0]}""", true)]
    [InlineData("""{"a": {"$alli": ["NULL", "1,X"]}}""", """{"a": [null, [1, "x"]]}""", true)]
    [InlineData("""{"a": {"$alli": [{"$eq": "X"}]}}""", """{"a": ["x"]}""", false)]
    [InlineData("""{"a": {"$elemMatch": {"$eq": 0}}}""", """{"a": [0]}""", true)]
    [InlineData("""{"a": {"$elemMatch": {"$not": {"$eq": 1}}}}""", """{"a": [null]}""", false)]
    [InlineData("""{"a": {"$elemMatch": {}}}""", """{"a": [""]}""", true)]
    [InlineData("""{"a": {"$elemMatch": {"length": 2}}}""", """{"a": [[1, 2]]}""", true)]
    [InlineData("""{"a": {"$elemMatch": {"x": null}}}""", """{"a": ["text"]}""", true)]
    [InlineData("""{"a": {"$elemMatch": {"$or": [{"x": 1}]}}}""", """{"a": [{"x": 1}]}""", false)]
    [InlineData("""{"a": {"$elemMatch": {"$or": [{"x": 1}], "y": 2}}}""", """{"a": [{"x": 1, "y": 2}]}""", true)]
    [InlineData("""{"a": {"$elemMatch": {"$elemMatch": {"$gt": 1}}}}""", """{"a": [[1], [2]]}""", true)]
    [InlineData("""{"a": {"$size": "2"}}""", """{"a": [1, 2]}""", true)]
    [InlineData("""{"a": {"$size": true}}""", """{"a": [1]}""", true)]
    [InlineData("""{"a": {"$size": {"$in": [1, 3]}}}""", """{"a": [1, 2, 3]}""", true)]
    [InlineData("""{"a": {"$size": 1}}""", """{"a": {"length": 1}}""", false)]
    public void A_list_is_asked_for_its_elements(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Conditions.Matches(condition, attributes));

    [Theory]
    [InlineData("""{"a": {"$type": "null"}}""", """{}""", true)]
    [InlineData("""{"a": {"$type": "undefined"}}""", """{}""", false)]
    [InlineData("""{"a": {"$type": "object"}}""", """{"a": null}""", false)]
    [InlineData("""{"a": {"$type": "object"}}""", """{"a": []}""", false)]
    [InlineData("""{"a": {"$type": ["string"]}}""", """{"a": "x"}""", false)]
    [InlineData("""{"a": {"$regex": "^null$"}}""", """{}""", true)]
    [InlineData("""{"a": {"$regex": "^1e\\+21$"}}""", """{"a": 1e21}""", true)]
    [InlineData("""{"a": {"$regex": "^x,\\[object"}}""", """{"a": ["x", {}]}""", true)]
    [InlineData("""{"a": {"$regexi": "É"}}""", """{"a": "café"}""", true)]
    [InlineData("""{"__proto__": {"$eq": 1}}""", """{"__proto__": 1}""", true)]
    [InlineData("""{"a.__proto__.b": 1}""", """{"a": {"__proto__": {"b": 1}}}""", true)]
    [InlineData("""{"a": {"__proto__": 1}}""", """{"a": {"__proto__": 1}}""", true)]
    public void A_value_has_a_type_and_a_text(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Conditions.Matches(condition, attributes));

    [Theory]
    [InlineData("$veq", "1.2.3", "\"v1.2.3+build.7\"", true)]
    [InlineData("$veq", "1.2.3", "\"vv1.2.3\"", false)]
    [InlineData("$veq", "1.2.3", "\"1.2.3-\"", false)]
    [InlineData("$veq", "1.2.3", "\"01.2.3\"", false)]
    [InlineData("$veq", "1.2", "1.2", true)]
    [InlineData("$veq", "0", "null", true)]
    [InlineData("$veq", "0", "\"\"", true)]
    [InlineData("$veq", "0", "true", true)]
    [InlineData("$veq", "0", "[1]", true)]
    [InlineData("$veq", "0", "0", true)]
    [InlineData("$veq", "1e", "1e21", true)]
    [InlineData("$vne", "1.2.3", "\"1.2.4\"", true)]
    [InlineData("$vgt", "1.0.0-rc.1", "\"1.0.0\"", true)]
    [InlineData("$vgt", "1.0.0", "\"1.0.0.1\"", false)]
    [InlineData("$vlt", "1.0", "\"1.0.0\"", false)]
    [InlineData("$vlt", "1.0.0", "\"1.0\"", true)]
    [InlineData("$vgt", "99999.0.0", "\"100000.0.0\"", false)]
    [InlineData("$vgt", "1.0.0", "\"1.0.a\"", true)]
    [InlineData("$vgt", "1.0.0", "\"1.0.é\"", true)]
    [InlineData("$vgte", "1.0.0-a", "\"1.0.0-A\"", false)]
    [InlineData("$vlte", "2.0.0-beta", "\"2.0.0-beta+x\"", true)]
    [InlineData("$veq", "1.2+x\\ny", "\"1.2+x\\ny\"", true)]
    [InlineData("$veq", "1.2", "\"1.2+x\\ny\"", false)]
    [InlineData("$veq", "1.2+x\\ny", "\"1.2+x\\ny+z\"", true)]
    public void A_version_is_compared_part_by_part(string name, string operand, string value, bool expected) =>
        Assert.Equal(
            expected,
            Conditions.Matches($$$"""{"v": {"{{{name}}}": "{{{operand}}}"}}""", $$"""{"v": {{value}}}"""));

    [Fact]
    public void A_version_longer_than_the_scratch_space_is_compared_whole()
    {
        var version = string.Join('.', Enumerable.Repeat("1", 10_000));
        var condition = $$$"""{"v": {"$vgt": "{{{version}}}"}}""";
        Assert.True(Conditions.Matches(condition, $$"""{"v": "{{version}}.0"}"""));
        Assert.False(Conditions.Matches(condition, $$"""{"v": "{{version}}"}"""));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(62)]
    public void Conditions_may_nest_as_deep_as_a_definition_may(int depth)
    {
        var condition = new StringBuilder("1");
        for (var i = 0; i < depth; i++)
            condition.Insert(0, "{\"$not\": ").Append('}');
        var isEven = depth % 2 == 0;
        Assert.Equal(isEven, Conditions.Matches($$"""{"a": {{condition}}}""", """{"a": 1}"""));
    }
}
