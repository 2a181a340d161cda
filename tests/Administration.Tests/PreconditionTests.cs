using Actors.Gateway.Edge;

namespace Actors.Administration.Tests;

/// <summary>If-Match and If-None-Match as headers write them.</summary>
public sealed class PreconditionTests
{
    [Fact]
    public void Each_valid_form_says_what_it_means()
    {
        Assert.Equal(Precondition.None, Parsed(null, null));
        Assert.Equal(new(12, true), Parsed("\"12\"", null));
        Assert.Equal(new(null, true), Parsed("*", null));
        Assert.Equal(new(0, false), Parsed(null, "*"));
    }

    [Theory]
    [InlineData("12", null)]
    [InlineData("W/\"12\"", null)]
    [InlineData("\"0\"", null)]
    [InlineData("\"-1\"", null)]
    [InlineData("\"1\", \"2\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"99999999999999999999\"", null)]
    [InlineData("*", "*")]
    [InlineData(null, "\"1\"")]
    public void Every_other_form_is_refused(string? ifMatch, string? ifNoneMatch) =>
        Assert.False(Precondition.TryParse(ifMatch, ifNoneMatch, out _));

    private static Precondition Parsed(string? ifMatch, string? ifNoneMatch)
    {
        Assert.True(Precondition.TryParse(ifMatch, ifNoneMatch, out var condition));
        return condition;
    }
}
