using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with one rule of the GrowthBook dialect, specification 0.8.0?</summary>
/// <remarks>
/// Members that are not known here may be known to a later dialect: they are kept and not judged. So are operators
/// within conditions, of which the evaluation says which it does not know.
/// </remarks>
/// <param name="key">Of the feature whose rules are checked.</param>
internal sealed class RuleValidation(string key, ValueCheck values, ImmutableArray<Problem>.Builder problems)
{
    /// <summary>Without any of these a rule could not do anything.</summary>
    private static readonly ImmutableArray<string> _deeds =
        ["force", "variations", "contextualVariations", "condition", "parentConditions", "filters"];

    private readonly RuleShapes _shapes = new(problems);

    public void Check(string rule, string path)
    {
        using var document = ValueCheck.Parsed(rule, path, out var problem);
        if (document is null)
        {
            problems.Add(problem!);
        }
        else if (_shapes.Object(document.RootElement, path))
        {
            Check(document.RootElement, path);
        }
    }

    private void Check(JsonElement rule, string path)
    {
        if (!_deeds.Any(deed => rule.TryGetProperty(deed, out _)))
        {
            _shapes.Note(path, $"A rule needs at least one of {string.Join(", ", _deeds)}.");
        }

        var variations = Count(rule, "variations") ?? Count(rule, "contextualVariations");
        foreach (var member in rule.EnumerateObject())
        {
            CheckMember(member.Name, member.Value, JsonPointer.To(path, member.Name), variations);
        }
    }

    /// <param name="variations">How many the rule has; null: none, or they are no array.</param>
    private void CheckMember(string name, JsonElement value, string path, int? variations)
    {
        switch (name)
        {
            case "id" or "description" or "seed" or "hashAttribute" or "fallbackAttribute":
            case "key" or "name" or "phase" or "contextualBanditRef":
                _shapes.Text(value, path);
                break;
            case "enabled" or "active" or "disableStickyBucketing" or "persistQueryString":
                _shapes.Flag(value, path);
                break;
            case "bucketVersion" or "minBucketVersion":
                _shapes.Whole(value, path);
                break;
            case "coverage":
                _shapes.Fraction(value, path);
                break;
            case "hashVersion":
                _shapes.HashVersion(value, path);
                break;
            case "condition":
                _shapes.Object(value, path);
                break;
            case "range":
                _shapes.Range(value, path);
                break;
            case "namespace":
                _shapes.Namespace(value, path);
                break;
            case "force":
                Value(value, path);
                break;
            default:
                CheckList(name, value, path, variations);
                break;
        }
    }

    private void CheckList(string name, JsonElement value, string path, int? variations)
    {
        switch (name)
        {
            case "variations" or "contextualVariations":
                if (_shapes.Each(value, path, Value) < 2)
                {
                    _shapes.Note(path, "An experiment has at least two variations.");
                }

                break;
            case "weights":
                Fits(_shapes.Weights(value, path), path, variations);
                break;
            case "ranges":
                Fits(_shapes.Each(value, path, _shapes.Range), path, variations);
                break;
            case "meta":
                Fits(_shapes.Each(value, path, _shapes.Meta), path, variations);
                break;
            case "filters":
                _shapes.Each(value, path, _shapes.Filter);
                break;
            case "urlPatterns":
                _shapes.Each(value, path, _shapes.UrlPattern);
                break;
            case "tracks":
                _shapes.Each(value, path, _shapes.Track);
                break;
            case "parentConditions":
                _shapes.Each(value, path, Parent);
                break;
        }
    }

    /// <summary>A prerequisite: cycles over other features are found where all of them are known.</summary>
    private void Parent(JsonElement parent, string path)
    {
        _shapes.Parent(parent, path);
        if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty("id", out var id)
            && id.ValueKind == JsonValueKind.String && id.ValueEquals(key))
        {
            problems.Add(new($"{path}/id", "parent-cycle", $"The feature '{key}' cannot wait for itself."));
        }
    }

    private void Value(JsonElement value, string path)
    {
        if (values.Problem(value, path) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private void Fits(int? count, string path, int? variations)
    {
        if (count is not null && variations is not null && count != variations)
        {
            _shapes.Note(path, $"This has {count} items for {variations} variations: it must have one for each.");
        }
    }

    private static int? Count(JsonElement rule, string name) =>
        rule.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : null;
}
