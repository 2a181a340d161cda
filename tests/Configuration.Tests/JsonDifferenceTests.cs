using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Actors.Configuration.Tests;

public sealed class JsonDifferenceTests
{
    [Fact]
    public void A_difference_is_named_by_pointer_with_the_text_before_and_after() => Assert.Equal(
        [
            new("/a~1b/0", "1", "2"),
            new("/a~1b/1", "2", null),
            new("/gone", "{}", null),
            new("/new", null, "\"x\""),
        ],
        JsonDifference.Between("""{"a/b":[1,2],"same":1,"gone":{}}""", """{"a/b":[2],"same":1,"new":"x"}"""));

    [Theory]
    [InlineData(null, "1")]
    [InlineData("1", null)]
    [InlineData("1", "1.0")]
    [InlineData("{}", "[]")]
    public void Wholly_different_documents_differ_at_the_root(string? before, string? after) =>
        Assert.Equal(new Difference("", before, after), Assert.Single(JsonDifference.Between(before, after)));

    [Fact]
    public void Another_order_of_members_is_a_difference_since_the_dialect_sees_it() => Assert.Equal(
        new Difference("/c", """{"a":1,"b":2}""", """{"b":2,"a":1}"""),
        Assert.Single(JsonDifference.Between("""{"c":{"a":1,"b":2}}""", """{"c":{"b":2,"a":1}}""")));

    [Fact]
    public void No_document_and_no_document_are_the_same() => Assert.Empty(JsonDifference.Between(null, null));

    [Fact]
    public void The_difference_applied_to_what_was_gives_what_is() =>
        Gen.Select(Generated.Json, Generated.Json).Sample((left, right) =>
        {
            var (before, after) = (CanonicalJson.Of(left), CanonicalJson.Of(right));
            var diff = JsonDifference.Between(before, after);

            return diff.IsEmpty == (before == after)
                && JsonNode.DeepEquals(Applied(before, diff), JsonNode.Parse(after));
        });

    private static JsonNode? Applied(string before, ImmutableArray<Difference> diff)
    {
        var root = JsonNode.Parse(before);

        // What is added comes in rising order, what is gone must leave from the end.
        var gone = diff.Reverse().Where(difference => difference.After is null);
        foreach (var difference in diff.Where(difference => difference.After is not null).Concat(gone))
        {
            var steps = difference.Path.Split('/').Skip(1).Select(Unescaped).ToArray();
            var value = difference.After is null ? null : JsonNode.Parse(difference.After);
            if (steps.Length == 0)
            {
                return value;
            }

            var parent = steps[..^1].Aggregate(root, (at, step) => at is JsonArray items
                ? items[int.Parse(step, CultureInfo.InvariantCulture)]
                : at![step]);
            Apply(parent!, steps[^1], difference, value);
        }

        return root;
    }

    private static string Unescaped(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static void Apply(JsonNode parent, string step, Difference difference, JsonNode? value)
    {
        if (parent is JsonObject members)
        {
            members.Remove(step);
            if (difference.After is not null)
            {
                members.Add(step, value);
            }

            return;
        }

        var (items, index) = (parent.AsArray(), int.Parse(step, CultureInfo.InvariantCulture));
        if (difference.After is null)
        {
            items.RemoveAt(index);
        }
        else if (difference.Before is null)
        {
            items.Add(value);
        }
        else
        {
            items[index] = value;
        }
    }
}
