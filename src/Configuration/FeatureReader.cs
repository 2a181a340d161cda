using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>Reads one feature from its document and notes everything that is wrong with the form.</summary>
internal sealed class FeatureReader
{
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    public ImmutableArray<Problem> Problems => _problems.ToImmutable();

    public Feature? Read(JsonElement document, string path, string? besides)
    {
        FeatureType? type = null;
        string? defaultValue = null;
        var feature = new Feature { Type = FeatureType.Boolean, DefaultValue = "false" };
        foreach (var (name, value) in Members(document, path))
        {
            var at = JsonPointer.To(path, name);
            switch (name)
            {
                case "type": type = Type(value, at); break;
                case "defaultValue": defaultValue = Json(value, at); break;
                case "description": feature = feature with { Description = Text(value, at) }; break;
                case "owner": feature = feature with { Owner = Text(value, at) }; break;
                case "tags": feature = feature with { Tags = Items(value, at, Text) }; break;
                case "schema": feature = feature with { Schema = IsNull(value) ? null : Json(value, at) }; break;
                case "archived": feature = feature with { Archived = Flag(value, at) }; break;
                case "environments": feature = feature with { Environments = Environments(value, at) }; break;
                default: Unknown(name, at, besides); break;
            }
        }

        Require(type is not null, path, "type");
        Require(defaultValue is not null, path, "defaultValue");
        return feature with { Type = type ?? default, DefaultValue = defaultValue ?? "null" };
    }

    private ImmutableSortedDictionary<string, FeatureEnvironment> Environments(JsonElement value, string path)
    {
        var environments = ImmutableSortedDictionary.CreateBuilder<string, FeatureEnvironment>(StringComparer.Ordinal);
        foreach (var (name, environment) in Members(value, path))
        {
            environments[name] = Environment(environment, JsonPointer.To(path, name));
        }

        return environments.ToImmutable();
    }

    private FeatureEnvironment Environment(JsonElement value, string path)
    {
        var environment = FeatureEnvironment.Off;
        foreach (var (name, member) in Members(value, path))
        {
            var at = JsonPointer.To(path, name);
            switch (name)
            {
                case "enabled": environment = environment with { Enabled = Flag(member, at) }; break;
                case "rules": environment = environment with { Rules = Items(member, at, Json) }; break;
                default: Unknown(name, at, null); break;
            }
        }

        return environment;
    }

    private List<(string Name, JsonElement Value)> Members(JsonElement value, string path)
    {
        var members = new List<(string, JsonElement)>();
        if (value.ValueKind != JsonValueKind.Object)
        {
            Note(path, "member-type", "This must be a JSON object.");
            return members;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (Decoded(() => property.Name, path) is not { } name)
            {
                continue;
            }

            if (seen.Add(name))
            {
                members.Add((name, property.Value));
            }
            else
            {
                Note(JsonPointer.To(path, name), "member-repeated", $"'{name}' stands here more than once.");
            }
        }

        return members;
    }

    private ImmutableArray<string> Items(JsonElement value, string path, Func<JsonElement, string, string?> read)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select((item, at) => read(item, JsonPointer.To(path, at)) ?? "null")];
        }

        Note(path, "member-type", "This must be a JSON array.");
        return [];
    }

    private FeatureType? Type(JsonElement value, string path)
    {
        var index = value.ValueKind == JsonValueKind.String
            ? FeatureDocument.Types.IndexOf(Decoded(value.GetString, path) ?? "")
            : -1;
        if (index >= 0)
        {
            return (FeatureType)index;
        }

        Note(path, "type-unknown", "A feature's type is boolean, string, number or json.");
        return FeatureType.Json;
    }

    private string Text(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return Decoded(value.GetString, path) ?? "";
        }

        Note(path, "member-type", "This must be a text.");
        return "";
    }

    private bool Flag(JsonElement value, string path)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Note(path, "member-type", "This must be true or false.");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private string Json(JsonElement value, string path)
    {
        try
        {
            return CanonicalJson.Of(value);
        }
        catch (JsonException e)
        {
            Note(path, "json-invalid", e.Message);
            return "null";
        }
    }

    /// <summary>An escaped half of a surrogate pair is found only when the text is decoded.</summary>
    private string? Decoded(Func<string?> decode, string path)
    {
        try
        {
            return decode();
        }
        catch (InvalidOperationException)
        {
            Note(path, "json-invalid", "A text is not valid Unicode.");
            return null;
        }
    }

    private static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;

    private void Unknown(string name, string path, string? besides)
    {
        if (name != besides)
        {
            Note(path, "member-unknown", $"There is no '{name}' here.");
        }
    }

    private void Require(bool there, string path, string name)
    {
        if (!there)
        {
            Note(JsonPointer.To(path, name), "member-missing", $"'{name}' is required.");
        }
    }

    private void Note(string path, string code, string message) => _problems.Add(new(path, code, message));
}
