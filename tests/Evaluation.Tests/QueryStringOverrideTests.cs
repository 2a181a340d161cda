using System.Text.Json;

namespace Actors.Evaluation.Tests;

public sealed class QueryStringOverrideTests
{
    private static readonly Dictionary<string, JsonElement> _cases =
        GoldenVectors.Section("getQueryStringOverride").ToDictionary(row => $"getQueryStringOverride: {row[0]}");

    public static TheoryData<string> Cases => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_what_the_specification_does(string name)
    {
        var row = _cases[name];
        int? expected = row[4].ValueKind == JsonValueKind.Null ? null : row[4].GetInt32();
        Assert.Equal(expected, QueryStringOverride.Find(row[1].GetString(), row[2].GetString(), row[3].GetInt32()));
    }

    [Theory]
    [InlineData("http://e.com?t=1abc", 1)]
    [InlineData("http://e.com?t=1.9", 1)]
    [InlineData("http://e.com?t=0x1", 1)]
    [InlineData("http://e.com?t=-0", 0)]
    [InlineData("http://e.com?t=+1", 1)]
    [InlineData("http://e.com?t= 1", 1)]
    [InlineData("http://e.com?t=-1", null)]
    [InlineData("http://e.com?t=2", null)]
    [InlineData("http://e.com?t=x&t=1", null)]
    [InlineData("http://e.com?t=1=0", 1)]
    [InlineData("http://e.com?t", null)]
    [InlineData("http://e.com?t=", null)]
    [InlineData("http://e.com?T=1", null)]
    [InlineData("http://e.com?a=b?t=1", null)]
    [InlineData("#x?t=1", 1)]
    [InlineData("?t=99999999999999999999999999999", null)]
    [InlineData("?\0&&==&t=1", 1)]
    public void A_number_is_read_as_far_as_it_goes(string url, int? expected) =>
        Assert.Equal(expected, QueryStringOverride.Find("t", url, 2));
}
