using System.Text;
using Actors.Gateway.Ofrep;

namespace Actors.Gateway.Tests.Ofrep;

public sealed class ContextReaderTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("""{"context":{"targetingKey":"ada","country":"CH"}}""", Json)]
    [InlineData("""{"context":{"targetingKey":"ada","country":"CH"}}""", null)]
    [InlineData("""{"context":{"targetingKey":"ada","country":"CH"}}""", "application/vnd.api+json; charset=utf-8")]
    [InlineData("""{"context":{"targetingKey":"ada","country":"CH"}}""", "text/plain")]
    [InlineData("""{"context":{"targetingKey":"ada","country":"CH"}} trailing } garbage""", Json)]
    [InlineData("""{"context":{"targetingKey":"ada","country":"CH"}}{"context":{}}""", Json)]
    [InlineData("\uFEFF{\"context\":{\"targetingKey\":\"ada\",\"country\":\"CH\"}}", Json)]
    [InlineData("targetingKey=ada&country=CH", Form)]
    [InlineData("context[targetingKey]=ada&context%5Bcountry%5D=C%48", Form)]
    [InlineData("country=DE&targetingKey=ada&country=CH", Form + "; charset=utf-8")]
    public void What_leaves_no_doubt_is_understood(string body, string? contentType)
    {
        var subject = Read(body, contentType).Subject;

        Assert.NotNull(subject);
        Assert.Equal("ada", subject.Text("id"));
        Assert.Equal("CH", subject.Text("country"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"context":null}""")]
    [InlineData("""{"context":{}}""")]
    public void Nobody_in_particular_may_ask(string body) => Assert.NotNull(Read(body, Json).Subject);

    [Theory]
    [InlineData("", "parse-error")]
    [InlineData("  \n", "parse-error")]
    [InlineData("garbage", "parse-error")]
    [InlineData("[]", "parse-error")]
    [InlineData("42", "parse-error")]
    [InlineData("""{"context":{"a":1}""", "parse-error")]
    [InlineData("""{"context":[]}""", "invalid-context")]
    [InlineData("""{"context":"ada"}""", "invalid-context")]
    [InlineData("""{"context":{"targetingKey":{}}}""", "invalid-context")]
    [InlineData("""{"context":{"targetingKey":true}}""", "invalid-context")]
    [InlineData("""{"context":{"a":"\ud800"}}""", "invalid-context")]
    [InlineData("""{"context":{"\ud800":1}}""", "invalid-context")]
    [InlineData("""{"\ud800":1}""", null)]
    [InlineData("""{"context":{"targetingKey":""}}""", "targeting-key-missing")]
    [InlineData("""{"context":{"targetingKey":null}}""", "targeting-key-missing")]
    public void What_cannot_be_understood_is_refused(string body, string? problem)
    {
        var reading = Read(body, Json);

        Assert.Equal(problem, reading.Problem?.Code);
        Assert.Equal(problem is null, reading.Subject is not null);
    }

    [Theory]
    [InlineData("<context/>", "text/xml", "unsupported-media-type")]
    [InlineData("&&&=", Form, "parse-error")]
    [InlineData("targetingKey=", Form, "targeting-key-missing")]
    public void What_is_no_json_at_all_is_refused(string body, string contentType, string problem) =>
        Assert.Equal(problem, Read(body, contentType).Problem?.Code);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] body = [.. "{\"context\":{\"a\":\""u8, 0xFF, 0xFE, .. "\"}}"u8];

        Assert.Equal(
            "parse-error", new ContextReader(Samples.Metrics()).Read(body, Json, Samples.Curious).Problem?.Code);
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "parse-error")]
    [InlineData(100_000, "parse-error")]
    public void A_context_is_at_most_64_levels_deep(int depth, string? problem)
    {
        // The context itself is the first level.
        var body = "{\"context\":{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}}";

        Assert.Equal(problem, Read(body, Json).Problem?.Code);
    }

    [Theory]
    [InlineData(1000, 1000, null)]
    [InlineData(1001, 1, "invalid-context")]
    [InlineData(1, 1001, "invalid-context")]
    public void A_context_is_at_most_1000_wide_at_any_depth(int items, int members, string? problem)
    {
        var list = string.Join(',', Enumerable.Repeat("1", items));
        var inner = string.Join(',', Enumerable.Range(0, members).Select(i => $"\"m{i}\":1"));

        Assert.Equal(problem, Read($"{{\"context\":{{\"a\":[{{\"b\":[{list}]}},{{{inner}}}]}}}}", Json).Problem?.Code);
    }

    [Fact]
    public void A_targeting_key_is_measured_in_characters_not_in_bytes()
    {
        Assert.Null(Read($"{{\"context\":{{\"targetingKey\":\"{new string('ü', 1024)}\"}}}}", Json).Problem);
        Assert.Equal(
            "invalid-context",
            Read($"{{\"context\":{{\"targetingKey\":\"{new string('ü', 1025)}\"}}}}", Json).Problem?.Code);
    }

    private static ContextReading Read(string body, string? contentType) =>
        new ContextReader(Samples.Metrics()).Read(Encoding.UTF8.GetBytes(body), contentType, Samples.Curious);
}
