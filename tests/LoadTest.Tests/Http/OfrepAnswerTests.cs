using System.Text;
using Actors.LoadTest.Http;

namespace Actors.LoadTest.Tests.Http;

public sealed class OfrepAnswerTests
{
    [Theory]
    [InlineData("""{"key":"a","value":1,"metadata":{"stale":true}}""", true)]
    [InlineData("""{"flags":[],"metadata":{"version":4,"stale":true}}""", true)]
    [InlineData("""{"flags":[{"key":"a","metadata":{}},{"key":"b","metadata":{"stale":true}}]}""", true)]
    [InlineData("""{"metadata":{"stale":false}}""", false)]
    [InlineData("""{"flags":[{"key":"a","value":{"stale":true}}],"metadata":{"version":4}}""", false)]
    [InlineData("""{"key":"stale","value":"stale"}""", false)]
    [InlineData("""{"metadata":{"inner":{"stale":true}}}""", false)]
    public void Only_metadata_says_that_an_answer_is_stale(string json, bool stale) =>
        Assert.Equal(stale, OfrepAnswer.IsStale(Bytes(json)));

    [Theory]
    [InlineData("""{"key":"a","reason":"STATIC","value":"v17"}""", "v17")]
    [InlineData("""{"value":17}""", null)]
    [InlineData("""{"metadata":{"value":"v17"}}""", null)]
    [InlineData("""{"value":"v17""", null)]
    [InlineData("", null)]
    public void The_value_of_a_single_evaluation_is_its_own(string json, string? value) =>
        Assert.Equal(value, OfrepAnswer.StringValue(Bytes(json)));

    [Theory]
    [InlineData(" {} \n", true)]
    [InlineData("<html></html>", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    [InlineData("", false)]
    public void An_answer_must_look_like_an_object(string body, bool expected) =>
        Assert.Equal(expected, OfrepAnswer.IsObject(Bytes(body)));

    [Fact]
    public void A_gateways_version_is_read_from_the_answer_or_its_first_flag()
    {
        Assert.Equal("7", OfrepMetadata.Of(Bytes("""{"flags":[],"metadata":{"version":7}}"""))["version"]);
        Assert.Equal("8", OfrepMetadata.Of(Bytes("""{"flags":[{"metadata":{"version":"8"}}]}"""))["version"]);
        Assert.Empty(OfrepMetadata.Of(Bytes("not json")));
        Assert.Empty(OfrepMetadata.Of(Bytes("[]")));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
