using System.Text;
using Actors.Evaluation;
using Actors.Gateway.Ofrep;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Tests.Ofrep;

public sealed class EntityTagTests
{
    private static readonly ServedRuleset _ruleset = Samples.Served(1, Samples.Asking);
    private static readonly byte[] _streams = "[]"u8.ToArray();
    private static readonly string _tag = Tag("""{"targetingKey":"ada","country":"CH"}""");

    [Fact]
    public void The_same_question_has_the_same_tag_whatever_the_order() =>
        Assert.Equal(_tag, Tag("""{ "country":"CH", "targetingKey":"ada" }"""));

    [Fact]
    public void Another_attribute_has_another_tag() =>
        Assert.NotEqual(_tag, Tag("""{"targetingKey":"ada","country":"DE"}"""));

    [Fact]
    public void An_attribute_that_the_gateway_added_changes_the_tag()
    {
        var subject = Parse("""{"targetingKey":"ada","country":"CH"}""");
        subject.SetDefault("os", "Linux");

        Assert.NotEqual(_tag, EntityTag.Of(_ruleset, false, _streams, subject));
    }

    [Fact]
    public void An_attribute_that_no_rule_looks_at_changes_the_tag_too() =>
        Assert.NotEqual(_tag, Tag("""{"targetingKey":"ada","country":"CH","mood":"merry"}"""));

    [Fact]
    public void Another_version_or_staleness_or_stream_has_another_tag()
    {
        var subject = Parse("""{"targetingKey":"ada","country":"CH"}""");

        Assert.NotEqual(_tag, EntityTag.Of(Samples.Served(2, Samples.Asking), false, _streams, subject));
        Assert.NotEqual(_tag, EntityTag.Of(_ruleset, true, _streams, subject));
        Assert.NotEqual(_tag, EntityTag.Of(_ruleset, false, "[another]"u8, subject));
    }

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", true)]
    [InlineData("\"b\", W/\"a\"", true)]
    [InlineData("\"b\"", false)]
    [InlineData("a", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    [InlineData(",,,", false)]
    public void If_none_match_is_a_list_compared_weakly(string header, bool matches)
    {
        Assert.Equal(matches, EntityTag.Matches(new StringValues(header), "\"a\""));
        Assert.Equal(matches, EntityTag.Matches(new StringValues(header), "W/\"a\""));
    }

    private static string Tag(string context) => EntityTag.Of(_ruleset, false, _streams, Parse(context));

    private static Subject Parse(string context)
    {
        Assert.True(Subject.TryParse(
            _ruleset.Compiled, Encoding.UTF8.GetBytes(context), out var subject, out _));
        return subject;
    }
}
