using System.Collections.Immutable;
using System.Text;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with a feature as its author wrote it, and how is a right one written down?</summary>
public static class FeatureValidation
{
    public const int MaxDescription = 2_000;
    public const int MaxOwner = 200;
    public const int MaxTags = 50;
    public const int MaxTag = 64;
    public const int MaxRules = 100;
    public const int MaxBytes = 256 * 1024;

    /// <summary>Everything that is wrong, or nothing.</summary>
    /// <param name="environments">Those that the project has.</param>
    /// <param name="path">JSON pointer to the feature's document, put before the path of every problem.</param>
    public static ImmutableArray<Problem> Problems(
        string key, Feature feature, ImmutableArray<string> environments, string path = "") =>
        Problems(key, feature, environments, path, new SchemaCache());

    /// <summary>Why a value cannot be one of the feature's; null: it can.</summary>
    /// <param name="feature">One without problems.</param>
    /// <param name="json">A JSON value.</param>
    /// <param name="path">JSON pointer to it, for the problem.</param>
    public static Problem? ValueProblem(Feature feature, string json, string path) =>
        ValueCheck.Of(feature, "", new SchemaCache(), ImmutableArray.CreateBuilder<Problem>()).Problem(json, path);

    /// <summary>Why a description or an owner cannot be kept as it is; null: it can.</summary>
    public static Problem? TextProblem(string text, string path) => TextForm.Problem(text, MaxDescription, path);

    /// <summary>JSON values canonical, tags sorted and distinct. Idempotent.</summary>
    /// <param name="feature">One without problems.</param>
    public static Feature Normalised(Feature feature) => feature with
    {
        DefaultValue = CanonicalJson.Of(feature.DefaultValue),
        Tags = [.. OrEmpty(feature.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Schema = feature.Schema is null ? null : CanonicalJson.Of(feature.Schema),
        Environments = feature.Environments.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => entry.Value with { Rules = [.. OrEmpty(entry.Value.Rules).Select(CanonicalJson.Of)] },
            StringComparer.Ordinal),
    };

    internal static ImmutableArray<Problem> Problems(
        string key, Feature feature, ImmutableArray<string> environments, string path, SchemaCache schemas)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!Key.IsValid(key))
        {
            problems.Add(new(path, "key-invalid", $"The key of a feature is {Key.Form}."));
        }

        // Nothing else is looked at then: what is too large is not worth the time it would cost.
        if (Size(feature) > MaxBytes)
        {
            problems.Add(new(path, "feature-too-large", $"A feature is at most {MaxBytes:N0} bytes in all."));
            return problems.ToImmutable();
        }

        CheckTexts(feature, path, problems);
        var values = ValueCheck.Of(feature, path, schemas, problems);
        if (!Enum.IsDefined(feature.Type))
        {
            problems.Add(new($"{path}/type", "type-unknown", "A feature's type is boolean, string, number or json."));
        }
        else if (values.Problem(feature.DefaultValue, $"{path}/defaultValue") is { } problem)
        {
            problems.Add(problem);
        }

        CheckEnvironments(key, feature, environments, values, path, problems);
        return problems.ToImmutable();
    }

    private static void CheckTexts(Feature feature, string path, ImmutableArray<Problem>.Builder problems)
    {
        CheckText(feature.Description, MaxDescription, $"{path}/description", problems);
        CheckText(feature.Owner, MaxOwner, $"{path}/owner", problems);
        var tags = OrEmpty(feature.Tags);
        if (tags.Length > MaxTags)
        {
            problems.Add(new($"{path}/tags", "too-many-tags", $"A feature has at most {MaxTags} tags."));
            return;
        }

        foreach (var (index, tag) in tags.Index())
        {
            CheckText(tag, MaxTag, $"{path}/tags/{index}", problems);
            if (string.IsNullOrWhiteSpace(tag))
            {
                problems.Add(new($"{path}/tags/{index}", "text-invalid", "A tag may not be empty."));
            }
        }
    }

    private static void CheckText(string text, int limit, string path, ImmutableArray<Problem>.Builder problems)
    {
        if (TextForm.Problem(text, limit, path) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private static void CheckEnvironments(
        string key,
        Feature feature,
        ImmutableArray<string> environments,
        ValueCheck values,
        string path,
        ImmutableArray<Problem>.Builder problems)
    {
        var rules = new RuleValidation(key, values, problems);
        foreach (var (name, environment) in feature.Environments)
        {
            var at = JsonPointer.To($"{path}/environments", name);
            if (!environments.Contains(name))
            {
                problems.Add(new(at, "environment-unknown", $"The project has no environment '{name}'."));
            }

            var written = OrEmpty(environment.Rules);
            if (written.Length > MaxRules)
            {
                problems.Add(new($"{at}/rules", "too-many-rules", $"An environment has at most {MaxRules} rules."));
            }

            foreach (var (index, rule) in written.Take(MaxRules).Index())
            {
                rules.Check(rule, $"{at}/rules/{index}");
            }
        }
    }

    private static long Size(Feature feature) =>
        Bytes(feature.DefaultValue) + Bytes(feature.Description) + Bytes(feature.Owner) + Bytes(feature.Schema ?? "")
        + OrEmpty(feature.Tags).Sum(Bytes)
        + feature.Environments.Sum(entry => Bytes(entry.Key) + OrEmpty(entry.Value.Rules).Sum(Bytes));

    private static long Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static ImmutableArray<string> OrEmpty(ImmutableArray<string> texts) => texts.IsDefault ? [] : texts;
}
