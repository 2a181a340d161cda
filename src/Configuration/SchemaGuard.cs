using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>Can a JSON schema be checked in full, at a bounded price, and without leaving the document?</summary>
/// <remarks>
/// Whoever writes a schema relies on all of it, so keywords that the validator would pass over are refused. A schema
/// that refers to itself, or doubles at each of many steps, could cost any time or the stack: refused as well.
/// </remarks>
internal sealed class SchemaGuard(JsonElement root)
{
    private const int MaxSteps = 200;
    private const long MaxExpansion = 100_000;

    private static readonly ImmutableHashSet<string> _types =
        ["null", "boolean", "object", "array", "number", "string", "integer"];

    private static readonly ImmutableHashSet<string> _plain =
    [
        "$schema", "$id", "id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly",
        "writeOnly", "enum", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength",
        "maxLength", "format", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required",
    ];

    /// <summary>By pointer: how many schemas it stands for, with what it refers to; 0 while being counted.</summary>
    private readonly Dictionary<string, long> _expansion = new(StringComparer.Ordinal);

    private Problem? _problem;

    /// <summary>The first thing that is wrong, with its path below the schema; null: nothing is.</summary>
    public Problem? Check()
    {
        if (Count(root, "", 0) > MaxExpansion)
        {
            Note("", "schema-too-large", $"With its references the schema is larger than {MaxExpansion:N0} schemas.");
        }

        return _problem;
    }

    private long Count(JsonElement schema, string path, int steps)
    {
        if (_expansion.TryGetValue(path, out var known))
        {
            return known > 0 ? known : Note(path, "schema-recursive", "A schema may not refer to itself.");
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            return Note(path, "schema-invalid", "A schema must be a JSON object.");
        }

        if (steps > MaxSteps)
        {
            return Note(path, "schema-too-deep", $"The schema goes deeper than {MaxSteps} steps.");
        }

        _expansion[path] = 0;
        long sum = 1;
        foreach (var member in schema.EnumerateObject())
        {
            if (_problem is not null)
            {
                return 0;
            }

            sum = Plus(sum, Keyword(member.Name, member.Value, JsonPointer.To(path, member.Name), steps + 1));
        }

        return _expansion[path] = sum;
    }

    private long Keyword(string name, JsonElement value, string path, int steps) => name switch
    {
        "$ref" => Reference(value, path, steps),
        "type" => Type(value, path),
        "pattern" => Pattern(value.ValueKind == JsonValueKind.String ? value.GetString() : null, path),
        "not" => Count(value, path, steps),
        "items" => value.ValueKind == JsonValueKind.Array ? Each(value, path, steps) : Count(value, path, steps),
        "additionalItems" or "additionalProperties" =>
            value.ValueKind is JsonValueKind.True or JsonValueKind.False ? 0 : Count(value, path, steps),
        "allOf" or "anyOf" or "oneOf" => Each(value, path, steps),
        "properties" or "definitions" or "$defs" => Map(value, path, steps),
        "patternProperties" => Map(value, path, steps, isPattern: true),
        _ when _plain.Contains(name) => 0,
        _ => Note(path, "schema-keyword", $"The keyword '{name}' is not supported, so nothing would check it."),
    };

    private long Each(JsonElement schemas, string path, int steps) =>
        schemas.ValueKind == JsonValueKind.Array
            ? Sum(schemas.EnumerateArray().Select((schema, at) => (schema, JsonPointer.To(path, at))), steps)
            : Note(path, "schema-invalid", "This must be an array of schemas.");

    private long Map(JsonElement schemas, string path, int steps, bool isPattern = false)
    {
        if (schemas.ValueKind != JsonValueKind.Object)
        {
            return Note(path, "schema-invalid", "This must be an object of schemas.");
        }

        foreach (var name in schemas.EnumerateObject().Select(member => member.Name).Where(_ => isPattern))
        {
            Pattern(name, JsonPointer.To(path, name));
        }

        return Sum(schemas.EnumerateObject().Select(entry => (entry.Value, JsonPointer.To(path, entry.Name))), steps);
    }

    private long Sum(IEnumerable<(JsonElement Schema, string Path)> schemas, int steps) =>
        schemas.TakeWhile(_ => _problem is null)
            .Aggregate(0L, (sum, entry) => Plus(sum, Count(entry.Schema, entry.Path, steps)));

    /// <summary>Doubling at each of two hundred steps would overflow.</summary>
    private static long Plus(long one, long other) => Math.Min(one + other, int.MaxValue);

    private long Reference(JsonElement value, string path, int steps)
    {
        var reference = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (!reference.StartsWith('#'))
        {
            return Note(path, "schema-reference", "A reference must start with '#': nothing is fetched.");
        }

        return Find(reference[1..]) is { } target
            ? Count(target, reference[1..], steps)
            : Note(path, "schema-reference", "The reference does not lead to anything in this schema.");
    }

    private JsonElement? Find(string pointer)
    {
        var at = root;
        foreach (var step in pointer.Split('/').Skip(1).Select(JsonPointer.Unescaped))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index)
                && index >= 0 && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return pointer.Length == 0 || pointer[0] == '/' ? at : null;
    }

    private long Type(JsonElement value, string path)
    {
        var names = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        return names.All(name => name.ValueKind == JsonValueKind.String && _types.Contains(name.GetString()!))
            ? 0
            : Note(path, "schema-invalid", $"A type is one of, or an array of, {string.Join(", ", _types.Order())}.");
    }

    private long Pattern(string? pattern, string path)
    {
        try
        {
            _ = new Regex(pattern ?? throw new ArgumentException("A pattern must be a text."));
            return 0;
        }
        catch (ArgumentException e)
        {
            return Note(path, "schema-invalid", e.Message);
        }
    }

    private long Note(string path, string code, string message)
    {
        _problem ??= new(path, code, message);
        return 0;
    }
}
