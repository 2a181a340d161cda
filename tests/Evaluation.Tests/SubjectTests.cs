using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Actors.Evaluation.Tests;

public sealed class SubjectTests
{
    [Theory]
    [InlineData("""{"targetingKey": "u1"}""", "u1")]
    [InlineData("""{"targetingKey": "u1", "id": "u2"}""", "u2")]
    [InlineData("""{"id": "u2", "targetingKey": "u1"}""", "u2")]
    [InlineData("""{"targetingKey": "u1", "id": null}""", null)]
    [InlineData("""{"targetingKey": 7.0}""", "7")]
    [InlineData("{}", null)]
    public void The_targeting_key_is_the_id_of_who_sent_none(string attributes, string? expected) =>
        Assert.Equal(expected, Given.Subject(attributes).Text("id"));

    [Fact]
    public void A_default_yields_to_what_was_sent_and_an_override_does_not()
    {
        var subject = Given.Subject("""{"country": "DE", "browser": null}""");
        subject.SetDefault("country", "FR");
        subject.SetDefault("browser", "firefox");
        subject.SetDefault("device", "phone");
        Assert.Equal(("DE", null, "phone"), (subject.Text("country"), subject.Text("browser"), subject.Text("device")));
        subject.Override("country", "FR");
        Assert.Equal("FR", subject.Text("country"));
        Assert.Equal(
            Reason.TargetingMatch,
            Evaluator.Evaluate(Given.Condition("""{"country": "FR", "device": {"$eq": "phone"}}"""), subject).Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("""{"a": 1""")]
    [InlineData("""{"a": 1,}""")]
    [InlineData("""{"a": 1} trailing""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"a": "\ud800"}""")]
    [InlineData("""{"\udc00": 1}""")]
    public void What_is_no_object_of_attributes_is_refused_with_a_sentence(string attributes)
    {
        Assert.False(Subject.TryParse(Encoding.UTF8.GetBytes(attributes), out var subject, out var problem));
        Assert.Null(subject);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_UTF_8_is_refused() =>
        Assert.False(Subject.TryParse((byte[])[.. "{\"a\":\""u8, 0xff, .. "\"}"u8], out _, out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Attributes_nest_at_most_64_levels_deep(int levels, bool expected)
    {
        var json = new StringBuilder("{\"a\":");
        json.Append('[', levels - 1).Append(']', levels - 1).Append('}');
        Assert.Equal(expected, Subject.TryParse(Encoding.UTF8.GetBytes(json.ToString()), out _, out _));
    }

    [Fact]
    public void An_element_parsed_with_a_laxer_limit_is_held_to_ours()
    {
        var json = "{\"a\":" + new string('[', 64) + new string(']', 64) + "}";
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1_000 });
        Assert.False(Subject.TryFrom(document.RootElement, out _, out _));
        Assert.Throws<ArgumentException>(() => Subject.From(document.RootElement));
    }

    [Theory]
    [InlineData("""{"b": 1, "a": "x"}""", """{"a":"x", "b":1.0}""", true)]
    [InlineData("""{"targetingKey": "u"}""", """{"id": "u", "targetingKey": "u"}""", true)]
    [InlineData("""{"a": [1e999, null, true]}""", """{"a": [1e998, null, true]}""", true)]
    [InlineData("""{"a": 1}""", """{"a": "1"}""", false)]
    [InlineData("""{"a": 1e999}""", """{"a": "Infinity"}""", false)]
    [InlineData("""{"a": {"x": 1, "y": 2}}""", """{"a": {"y": 2, "x": 1}}""", false)]
    [InlineData("""{"a": null}""", """{}""", false)]
    public void Subjects_that_no_rule_tells_apart_are_written_alike(string one, string other, bool expected) =>
        Assert.Equal(expected, Written(one) == Written(other));

    private static string Written(string attributes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Given.Subject(attributes).WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
