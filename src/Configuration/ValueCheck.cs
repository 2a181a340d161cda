using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>Is a value of the feature's type, and does it satisfy the feature's schema?</summary>
internal sealed class ValueCheck(FeatureType type, ValueSchema? schema)
{
    /// <summary>So that a feature stays within <see cref="CanonicalJson.MaxDepth"/> wherever it is wrapped.</summary>
    public const int MaxDepth = 56;

    /// <summary>The check of a feature. What is wrong with its schema is a problem, and none is applied.</summary>
    public static ValueCheck Of(
        Feature feature, string path, SchemaCache schemas, ImmutableArray<Problem>.Builder problems)
    {
        if (feature.Schema is not { } text)
        {
            return new(feature.Type, null);
        }

        var (schema, problem) = schemas.Load(text);
        if (problem is not null)
        {
            problems.Add(problem with { Path = $"{path}/schema{problem.Path}" });
        }

        return new(feature.Type, schema);
    }

    /// <summary>The parsed text, or null and the problem.</summary>
    public static JsonDocument? Parsed(string json, string path, out Problem? problem)
    {
        try
        {
            var document = CanonicalJson.Parse(json, MaxDepth);
            problem = null;
            _ = CanonicalJson.Of(document.RootElement);
            return document;
        }
        catch (JsonException e)
        {
            problem = new(path, "json-invalid", $"This is not JSON as it is accepted here: {e.Message}");
            return null;
        }
    }

    public Problem? Problem(string json, string path)
    {
        using var document = Parsed(json, path, out var problem);
        return document is null ? problem : Problem(document.RootElement, path);
    }

    public Problem? Problem(JsonElement value, string path)
    {
        if (!IsOfType(value))
        {
            var name = FeatureDocument.Types[(int)type];
            return new(path, "value-type", $"The value must be of the feature's type, {name}.");
        }

        return schema?.Violation(CanonicalJson.Of(value)) is { } violation
            ? new(path, "schema-violated", violation)
            : null;
    }

    private bool IsOfType(JsonElement value) => type switch
    {
        FeatureType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FeatureType.String => value.ValueKind == JsonValueKind.String,
        FeatureType.Number => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()),
        _ => true,
    };
}
