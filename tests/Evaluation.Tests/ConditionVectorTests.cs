using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>Every case of the specification that asks a condition or a helper of ours, a row each.</summary>
public sealed class ConditionVectorTests
{
    private static readonly Dictionary<string, JsonElement> _conditions = Read("evalCondition");

    public static TheoryData<string> Conditions => [.. _conditions.Keys];

    [Fact]
    public void No_case_is_lost() => Assert.Equal(143, _conditions.Count);

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Matches_as_the_specification_does(string name)
    {
        var row = _conditions[name];
        var groups = row.GetArrayLength() > 4 ? row[4].GetRawText() : "{}";
        Assert.Equal(
            row[3].GetBoolean(),
            Tests.Conditions.Matches(row[1].GetRawText(), row[2].GetRawText(), groups));
    }

    private static Dictionary<string, JsonElement> Read(string section) =>
        GoldenVectors.Section(section).ToDictionary(row => $"{section}: {row[0]}");
}
