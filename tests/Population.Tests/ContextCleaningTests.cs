using System.Text;
using System.Text.Json;
using CsCheck;

namespace Actors.Population.Tests;

public sealed class ContextCleaningTests
{
    [Theory]
    [InlineData("email", "\"x\"")]
    [InlineData("userEmail", "\"x\"")]
    [InlineData("PHONE_NUMBER", "\"1\"")]
    [InlineData("clientIP", "\"x\"")]
    [InlineData("first-name", "\"Ada\"")]
    [InlineData("name", "\"Ada\"")]
    [InlineData("sessionId", "\"x\"")]
    [InlineData("contact", "\"ada@example.com\"")]
    [InlineData("from", "\"192.168.3.4\"")]
    [InlineData("from", "\"2001:db8::1\"")]
    [InlineData("call", "\"+41 44 668 18 00\"")]
    [InlineData("paid", "\"4111 1111 1111 1111\"")]
    [InlineData("proof", "\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0\"")]
    public void What_is_personal_is_dropped_and_named(string name, string json)
    {
        var (context, removed) = Clean($$"""{"country":"CH","{{name}}":{{json}}}""");

        Assert.Equal(("""{"country":"CH"}""", name), (context, Assert.Single(removed)));
    }

    [Theory]
    [InlineData("""{"country":"CH","plan":"pro","age":41,"beta":true,"since":null}""")]
    [InlineData("""{"appName":"shop","version":"2.41.0","tripLength":3.5,"zone":"Europe/Zurich"}""")]
    [InlineData("""{"deviceId":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","company":{"id":"c-17","size":120}}""")]
    [InlineData("""{"tags":["a","b"],"at":"2026-01-02T03:04:05Z","isMobile":false}""")]
    public void What_rules_ask_for_stays_as_it_is(string context)
    {
        var (kept, removed) = Clean(context);

        Assert.Equal(context, kept);
        Assert.Empty(removed);
    }

    [Fact]
    public void What_is_hashed_stays_whatever_it_looks_like()
    {
        var (kept, removed) = Clean("""{"id":"ada@example.com","email":"ada@example.com"}""", "id");

        Assert.Equal("""{"id":"ada@example.com"}""", kept);
        Assert.Equal(["email"], removed);
    }

    [Fact]
    public void What_is_personal_inside_lists_and_objects_goes_too() => Assert.Equal(
        """{"user":{"plan":"pro"},"seen":["a"]}""",
        Clean("""{"user":{"plan":"pro","email":"x","reach":"a@b.ch"},"seen":["a","10.0.0.1"]}""").Context);

    [Fact]
    public void What_is_nested_deeply_is_cut_off() =>
        Assert.Equal("""{"deep":[[[[]]]]}""", Clean("""{"deep":[[[[[[1]]]]]]}""").Context);

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void Of_what_is_no_object_nothing_is_kept(string json) => Assert.Equal("{}", Clean(json).Context);

    [Fact]
    public void A_context_is_bounded_whatever_is_sent() =>
        Gen.Select(Gen.String[0, 80], Gen.String[0, 400]).Array[0, 200].Sample(
            members =>
            {
                var sent = JsonSerializer.Serialize(members.DistinctBy(one => one.Item1)
                    .ToDictionary(one => one.Item1, one => one.Item2));
                var (context, removed) = Clean(sent);
                Assert.True(Encoding.UTF8.GetByteCount(context) <= ContextCleaning.MaxBytes);
                Assert.True(removed.Count() <= ContextCleaning.MaxRemoved);
                using var kept = JsonDocument.Parse(context);
                Assert.True(kept.RootElement.GetPropertyCount() <= ContextCleaning.MaxAttributes);
            },
            iter: 200);

    private static (string Context, IEnumerable<string> Removed) Clean(string json, params string[] hashed)
    {
        using var document = JsonDocument.Parse(json);
        var (context, removed) = ContextCleaning.Clean(document.RootElement, hashed.Contains);
        return (context, removed);
    }
}
