using System.Collections.Immutable;
using CsCheck;

namespace Actors.Configuration.Tests;

/// <summary>Random values, small enough that they often coincide.</summary>
internal static class Generated
{
    private static readonly Gen<string> _scalar =
        Gen.OneOf("null", "true", "false", "0", "1", "1.0", "\"\"", "\"a\"", "\"é/~\"", "\"\\n\"");

    private static readonly Gen<string> _name = Gen.OneOf("a", "b", "c/d", "~", "");

    public static Gen<string> Json { get; } = Nested(3);

    public static Gen<Feature> Feature { get; } = Gen.Select(
        Json,
        Gen.OneOf("", "what it is for"),
        Gen.OneOf("b", "a", "c").Array[0, 4],
        Gen.Bool,
        Environment,
        Environment,
        (value, description, tags, archived, production, staging) => new Feature
        {
            Type = FeatureType.Json,
            DefaultValue = $" {value} ",
            Description = description,
            Tags = [.. tags],
            Archived = archived,
            Environments = ImmutableSortedDictionary.Create<string, FeatureEnvironment>(StringComparer.Ordinal)
                .Add("production", production)
                .Add("staging", staging),
        });

    public static Gen<PublishedFeature> Published { get; } = Gen.Select(
        Gen.OneOf("a", "b", "c"),
        Gen.Long[1, 6],
        (key, revision) => new PublishedFeature(key, revision, Enabled(revision), Content(revision)));

    private static Gen<FeatureEnvironment> Environment =>
        Gen.Select(Gen.Bool, Json.Array[0, 2], (enabled, forced) => new FeatureEnvironment(
            enabled, [.. forced.Select(value => $$"""{ "force": {{value}} }""")]));

    /// <summary>One feature has one content at one revision: as in life, and some neighbours have the same.</summary>
    private static string? Content(long revision) => revision % 3 == 0 ? null : $"{{\"defaultValue\":{revision / 2}}}";

    private static bool Enabled(long revision) => revision % 4 < 2;

    private static Gen<string> Nested(int depth) => depth == 0
        ? _scalar
        : Gen.OneOf(
            _scalar,
            Nested(depth - 1).Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(_name, Nested(depth - 1)).Array[0, 4].Select(members => Object(members)));

    private static string Object((string Name, string Value)[] members)
    {
        var distinct = members.DistinctBy(member => member.Name);
        return $"{{{string.Join(',', distinct.Select(member => $"\"{member.Name}\":{member.Value}"))}}}";
    }
}
