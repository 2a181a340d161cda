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
        Assert.Equal(expected, Given.Subject(Given.Curious, attributes).Text("id"));

    [Fact]
    public void A_default_yields_to_what_was_sent_and_an_override_does_not()
    {
        var subject = Given.Subject(Given.Curious, """{"country": "DE", "browser": null}""");
        subject.SetDefault("country", "FR");
        subject.SetDefault("browser", "firefox");
        subject.SetDefault("device", "phone");
        Assert.Equal(("DE", null, "phone"), (subject.Text("country"), subject.Text("browser"), subject.Text("device")));
        subject.Override("country", "FR");
        Assert.Equal("FR", subject.Text("country"));
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
        Assert.False(
            Subject.TryParse(Given.Curious, Encoding.UTF8.GetBytes(attributes), out var subject, out var problem));
        Assert.Null(subject);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_UTF_8_is_refused() =>
        Assert.False(Subject.TryParse(Given.Curious, [.. "{\"a\":\""u8, 0xff, .. "\"}"u8], out _, out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Attributes_nest_at_most_64_levels_deep(int levels, bool expected)
    {
        var json = new StringBuilder("{\"a\":");
        json.Append('[', levels - 1).Append(']', levels - 1).Append('}');
        Assert.Equal(expected, Subject.TryParse(Given.Curious, Encoding.UTF8.GetBytes(json.ToString()), out _, out _));
    }

    [Fact]
    public void A_reader_with_a_laxer_limit_is_held_to_ours()
    {
        var json = Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 64) + new string(']', 64) + "}");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1_000 });
        reader.Read();
        Assert.False(new Subject(Given.Curious).TryRead(Given.Curious, ref reader, out var problem));
        Assert.Contains("64 levels", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Attributes_their_lists_and_their_objects_have_at_most_a_thousand_members(int count, bool expected)
    {
        var members = string.Join(',', Enumerable.Range(0, count).Select(n => $"\"m{n}\":{n}"));
        var items = string.Join(',', Enumerable.Range(0, count));
        foreach (var json in new[]
        {
            $"{{{members}}}", $"{{\"a\":{{{members}}}}}", $"{{\"a\":[{items}]}}",
            $"{{\"unknown\":{{{members}}}}}", $"{{\"unknown\":[[{items}]]}}",
        })
            Assert.Equal(expected, Subject.TryParse(Given.Curious, Encoding.UTF8.GetBytes(json), out _, out _));
    }

    [Theory]
    [InlineData("""{"b": 1, "a": "x"}""", """{"a":"x", "b":1.0}""", true)]
    [InlineData("""{"targetingKey": "u"}""", """{"id": "u", "targetingKey": "u"}""", true)]
    [InlineData("""{"a": [1e999, null, true]}""", """{"a": [1e998, null, true]}""", true)]
    [InlineData("""{"a": 1}""", """{"a": "1"}""", false)]
    [InlineData("""{"a": 1e999}""", """{"a": "Infinity"}""", false)]
    [InlineData("""{"a": {"x": 1, "y": 2}}""", """{"a": {"y": 2, "x": 1}}""", false)]
    [InlineData("""{"a": null}""", """{}""", false)]
    [InlineData("""{"a": 1, "nobody asks": 2}""", """{"a": 1}""", false)]
    [InlineData("""{"nobody asks": 2}""", """{"nobody asks": 3}""", false)]
    [InlineData("""{"nobody asks": 2}""", """{"nobody asked": 2}""", false)]
    [InlineData("""{"nobody asks": [[1], 2]}""", """{"nobody asks": [[1, 2]]}""", false)]
    [InlineData("""{"nobody asks": {"b": 2}}""", """{"nobody asks": {"c": 2}}""", false)]
    [InlineData("""{"x": "1", "y": 2}""", """{"x": 1, "y": "2"}""", false)]
    [InlineData("""{"nobody asks": [1, {}], "b": 2, "a": 1}""", """{"a":1, "b":2, "nobody asks":[1,{}]}""", true)]
    [InlineData("""{"a": -0}""", """{"a": 0}""", true)]
    [InlineData("""{"a": ["x", "y"]}""", """{"a": ["xy"]}""", false)]
    [InlineData("""{"a": "\u0041"}""", """{"\u0061": "A"}""", true)]
    [InlineData("""{"a": {"x": 1, "y": 2, "x": 3}}""", """{"a": {"x": 3, "y": 2}}""", true)]
    [InlineData("""{"a": {"x": 1, "7": 2}}""", """{"a": {"7": 2, "x": 1}}""", true)]
    public void Order_and_the_spelling_of_what_rules_look_at_do_not_show_in_a_digest(
        string one, string other, bool expected) =>
        Assert.Equal(expected, Written(one) == Written(other));

    private static string Written(string attributes)
    {
        var sink = new Sink([]);
        Given.Subject(Given.Curious, attributes).AppendTo(Given.Curious, ref sink);
        return Convert.ToHexString([.. sink.Bytes]);
    }

    private readonly record struct Sink(List<byte> Bytes) : IByteSink
    {
        public void Append(ReadOnlySpan<byte> bytes) => Bytes.AddRange(bytes);
    }
}
