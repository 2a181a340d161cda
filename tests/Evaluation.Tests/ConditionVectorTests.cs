using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>Every case of the specification that asks a condition or a helper of ours, a row each.</summary>
public sealed class ConditionVectorTests
{
    public static TheoryData<string, string> Conditions => GoldenVectors.Rows("evalCondition");

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Matches_as_the_specification_does(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var groups = row.GetArrayLength() > 4 ? row[4].GetRawText() : "{}";
        Assert.True(
            row[3].GetBoolean() == Tests.Conditions.Matches(row[1].GetRawText(), row[2].GetRawText(), groups), name);
    }
}
