namespace Actors.Evaluation.Tests;

/// <summary>Each row can be checked in a JavaScript console; what is surprising here is JavaScript's.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("""{"a": "1"}""", """{"a": 1}""", true)]
    [InlineData("""{"a": "1"}""", """{"a": 1.0}""", true)]
    [InlineData("""{"a": "1.0"}""", """{"a": 1.0}""", false)]
    [InlineData("""{"a": "x,y"}""", """{"a": ["x", "y"]}""", true)]
    [InlineData("""{"a": "1,,2"}""", """{"a": [1, null, [2]]}""", true)]
    [InlineData("""{"a": "null"}""", """{}""", true)]
    [InlineData("""{"a": "[object Object]"}""", """{"a": {}}""", true)]
    [InlineData("""{"a": 8}""", """{"a": " 8 "}""", true)]
    [InlineData("""{"a": 16}""", """{"a": "0x10"}""", true)]
    [InlineData("""{"a": 8}""", """{"a": [8]}""", true)]
    [InlineData("""{"a": 1}""", """{"a": true}""", true)]
    [InlineData("""{"a": 0}""", """{}""", true)]
    [InlineData("""{"a": 0}""", """{"a": ""}""", true)]
    [InlineData("""{"a": 8}""", """{"a": "8a"}""", false)]
    [InlineData("""{"a": true}""", """{"a": "no"}""", true)]
    [InlineData("""{"a": true}""", """{"a": []}""", true)]
    [InlineData("""{"a": false}""", """{"a": 0}""", true)]
    [InlineData("""{"a": false}""", """{"a": null}""", false)]
    [InlineData("""{"a": null}""", """{}""", true)]
    [InlineData("""{"a": null}""", """{"a": 0}""", false)]
    public void A_plain_operand_is_compared_loosely(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Given.Matches(condition, attributes));

    [Theory]
    [InlineData("""{"a": {"x": 1, "y": 2}}""", """{"a": {"x": 1, "y": 2}}""", true)]
    [InlineData("""{"a": {"x": 1, "y": 2}}""", """{"a": {"y": 2, "x": 1}}""", false)]
    [InlineData("""{"a": {"10": 1, "9": 2}}""", """{"a": {"9": 2, "10": 1}}""", true)]
    [InlineData("""{"a": {"02": 1, "1": 2}}""", """{"a": {"1": 2, "02": 1}}""", true)]
    [InlineData("""{"a": {"x": 1.0}}""", """{"a": {"x": 1}}""", true)]
    [InlineData("""{"a": {"x": 1, "x": 2}}""", """{"a": {"x": 2}}""", true)]
    [InlineData("""{"a": [1, 2]}""", """{"a": [2, 1]}""", false)]
    [InlineData("""{"a": [1e999]}""", """{"a": [null]}""", true)]
    [InlineData("""{"a": {}}""", """{"a": {}}""", true)]
    [InlineData("""{"a": {}}""", """{}""", false)]
    [InlineData("""{"a": {"$gt": 1, "b": 2}}""", """{"a": 5}""", false)]
    public void A_list_or_object_is_compared_as_it_is_written(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Given.Matches(condition, attributes));

    [Theory]
    [InlineData("""{"a": {"$eq": 1}}""", """{"a": "1"}""", false)]
    [InlineData("""{"a": {"$eq": null}}""", """{}""", true)]
    [InlineData("""{"a": {"$eq": [1]}}""", """{"a": [1]}""", false)]
    [InlineData("""{"a": {"$ne": [1]}}""", """{"a": [1]}""", true)]
    [InlineData("""{"a": {"$in": [1, "x", null, true]}}""", """{"a": "1"}""", false)]
    [InlineData("""{"a": {"$in": [1, "x", null, true]}}""", """{"a": true}""", true)]
    [InlineData("""{"a": {"$in": [1, "x", null, true]}}""", """{}""", true)]
    [InlineData("""{"a": {"$in": [0]}}""", """{"a": -0.0}""", true)]
    [InlineData("""{"a": {"$in": [[1]]}}""", """{"a": [[1]]}""", false)]
    [InlineData("""{"a": {"$in": ["x"]}}""", """{"a": ["y", "x"]}""", true)]
    [InlineData("""{"a": {"$nin": ["x"]}}""", """{}""", true)]
    public void An_equality_operator_is_strict(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Given.Matches(condition, attributes));

    [Theory]
    [InlineData("""{"a": {"$lt": 18}}""", """{}""", true)]
    [InlineData("""{"a": {"$gt": -1}}""", """{"a": null}""", true)]
    [InlineData("""{"a": {"$gt": "9"}}""", """{"a": "10"}""", false)]
    [InlineData("""{"a": {"$gt": 9}}""", """{"a": "10"}""", true)]
    [InlineData("""{"a": {"$gt": "z"}}""", """{"a": "é"}""", true)]
    [InlineData("""{"a": {"$gt": "\ue000"}}""", """{"a": "😀"}""", false)]
    [InlineData("""{"a": {"$gte": 0}}""", """{"a": "x"}""", false)]
    [InlineData("""{"a": {"$lt": 0}}""", """{"a": "x"}""", false)]
    [InlineData("""{"a": {"$gte": {}}}""", """{"a": {}}""", true)]
    [InlineData("""{"a": {"$gte": true}}""", """{"a": 1}""", true)]
    [InlineData("""{"a": {"$lte": 0}}""", """{"a": -0.0}""", true)]
    [InlineData("""{"a": {"$gt": 1e308}}""", """{"a": 1e999}""", true)]
    public void An_order_is_of_texts_or_else_of_numbers(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Given.Matches(condition, attributes));

    [Theory]
    [InlineData("""{"a": {"$exists": true}}""", """{"a": null}""", false)]
    [InlineData("""{"a": {"$exists": false}}""", """{"a": null}""", true)]
    [InlineData("""{"a": {"$exists": "no"}}""", """{"a": 0}""", true)]
    [InlineData("""{"a": {"$exists": 0}}""", """{}""", true)]
    public void Null_does_not_exist(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Given.Matches(condition, attributes));

    [Theory]
    [InlineData("""{"a.b.c": 1}""", """{"a": {"b": {"c": 1}}}""", true)]
    [InlineData("""{"a.b": 1}""", """{"a.b": 1}""", false)]
    [InlineData("""{"a.1": "y"}""", """{"a": ["x", "y"]}""", true)]
    [InlineData("""{"a.01": "y"}""", """{"a": ["x", "y"]}""", false)]
    [InlineData("""{"a.length": 2}""", """{"a": ["x", "y"]}""", true)]
    [InlineData("""{"a.length": 2}""", """{"a": "xy"}""", false)]
    [InlineData("""{"toString": {"$exists": true}}""", """{}""", false)]
    [InlineData("""{"$in": "x"}""", """{"$in": "x"}""", true)]
    public void A_dot_leads_inwards(string condition, string attributes, bool expected) =>
        Assert.Equal(expected, Given.Matches(condition, attributes));

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"$or": []}""", true)]
    [InlineData("""{"$and": []}""", true)]
    [InlineData("""{"$nor": []}""", false)]
    [InlineData("""{"$not": {}}""", false)]
    [InlineData("""{"$or": [{"a": 2}, {"a": 1}]}""", true)]
    [InlineData("""{"$or": [{"a": 2}, {"a": 3}]}""", false)]
    [InlineData("""{"$nor": [{"a": 2}, {"a": 3}]}""", true)]
    [InlineData("""{"$and": [{"a": 1}, {"b": 2}]}""", false)]
    [InlineData("""{"$not": {"a": 2}, "b": null}""", true)]
    [InlineData("""{"a": {"$not": {"$gt": 5}}}""", true)]
    [InlineData("""{"a": {"$not": 1}}""", false)]
    public void Conditions_combine(string condition, bool expected) =>
        Assert.Equal(expected, Given.Matches(condition, """{"a": 1}"""));

    [Theory]
    [InlineData("""{"a": {"$bogus": 1}}""", false)]
    [InlineData("""{"a": {"$not": {"$bogus": 1}}}""", true)]
    [InlineData("""{"a": {"$or": [1]}}""", false)]
    [InlineData("""{"a": {"$in": 1}}""", false)]
    [InlineData("""{"a": {"$nin": 2}}""", false)]
    public void What_the_dialect_does_not_know_is_false_and_reported(string condition, bool expected)
    {
        Assert.Equal(expected, Given.Matches(condition, """{"a": 1}"""));
        Assert.Single(Given.Feature(Given.Condition(condition)).Warnings);
    }
}
