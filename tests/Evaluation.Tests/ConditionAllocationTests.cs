namespace Actors.Evaluation.Tests;

public sealed class ConditionAllocationTests
{
    private const string Attributes =
        """
        {"id": "u7", "n": 1234.5, "big": 1e21, "country": "De", "city": "ΟΔΟΣ",
         "version": "2.10.3-rc.1+7", "age": "42",
         "tags": ["a", "B", 3, null, {"x": 1}], "nested": {"deep": {"list": [[1, 2], [3]]}},
         "agent": "Mozilla/5.0 (Linux; Android 10; K) Chrome/120.0.0.0 Mobile Safari/537.36", "flag": true}
        """;

    private const string Heavy =
        """
        {"$and": [
          {"$or": [{"country": {"$in": ["US", "FR"]}}, {"country": {"$ini": ["US", "de"]}}]},
          {"city": {"$ini": ["οδος"]}}, {"tags": {"$alli": ["b", "3", "NULL", "[object object]"]}},
          {"$nor": [{"tags": {"$in": ["zz"]}}, {"n": 5}, {"n": "1234"}, {"big": "1e21"}]},
          {"n": "1234.5", "big": "1e+21", "flag": "true", "none": "null", "tags": "a,B,3,,[object Object]"},
          {"tags": {"$all": ["a", {"$gt": 2}], "$size": {"$gt": 4}, "$elemMatch": {"x": 1}, "$type": "array"}},
          {"nested.deep.list.1.0": 3, "nested.deep.list": [[1, 2], [3]], "nested.deep": {"list": [[1, 2], [3]]}},
          {"nested.deep.list.length": {"$gte": 2}, "nested.deep.list.1": {"$lt": 4}, "tags": {"$gt": "a"}},
          {"version": {"$vgt": "2.9.9", "$vlt": "2.10.3", "$vne": "1.0.0", "$veq": "v2.10.3-rc.1"}},
          {"n": {"$vgte": "1"}, "age": {"$gt": 41.5, "$lte": 42}, "country": {"$gt": "DE"}},
          {"agent": {"$regex": "Android \\d+;.*Mobile", "$regexi": "^mozilla.*\\bMOBILE\\b"}},
          {"agent": {"$not": {"$regex": "^(?=.*Firefox).*$"}}, "city": {"$regexi": "\\B"}},
          {"n": {"$regex": "^\\d+\\.5$"}},
          {"id": {"$inGroup": "users", "$notInGroup": "others", "$exists": true}}
        ]}
        """;

    [Fact]
    public void Asking_conditions_allocates_nothing_once_warm()
    {
        var ids = string.Join(',', Enumerable.Range(0, 2_000).Select(id => $"\"u{id}\""));
        var groups = Conditions.Groups($$"""{"users": [{{ids}}], "others": [1, 2]}""");
        var condition = Conditions.Compile(Heavy, groups);
        var attributes = Conditions.Read(Attributes);
        Allocation.AssertNoneOnceWarm(() => Assert.True(condition.Matches(attributes)));
    }
}
