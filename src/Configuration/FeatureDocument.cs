using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>How is a whole feature written as one JSON document: in the API, exports and the audit log?</summary>
public static class FeatureDocument
{
    internal static readonly ImmutableArray<string> Types = ["boolean", "string", "number", "json"];

    /// <summary>
    /// <c>{"type","defaultValue","description","owner","tags","schema","archived","environments":{name:{"enabled",
    /// "rules"}}}</c> with everything but an absent schema, as <see cref="CanonicalJson"/>.
    /// </summary>
    /// <param name="feature">A normalised one.</param>
    public static string Of(Feature feature) => CanonicalJson.Written(writer => Write(writer, feature));

    /// <summary>The feature, not yet validated; or null and what is wrong with the form of the document.</summary>
    public static Feature? Parse(string json, out ImmutableArray<Problem> problems)
    {
        try
        {
            using var document = CanonicalJson.Parse(json);
            return Read(document.RootElement, "", out problems);
        }
        catch (JsonException e)
        {
            problems = [new Problem("", "json-invalid", e.Message)];
            return null;
        }
    }

    /// <inheritdoc cref="Parse"/>
    /// <param name="document">Type and default value are required; members that are not known are a problem.</param>
    /// <param name="path">JSON pointer to <paramref name="document"/>, put before the path of every problem.</param>
    /// <param name="problems">Empty if, and only if, the answer is a feature.</param>
    /// <param name="besides">A further member that the caller reads himself, such as "key".</param>
    public static Feature? Read(
        JsonElement document, string path, out ImmutableArray<Problem> problems, string? besides = null)
    {
        var reader = new FeatureReader();
        var feature = reader.Read(document, path, besides);
        problems = reader.Problems;
        return problems.IsEmpty ? feature : null;
    }

    private static void Write(Utf8JsonWriter writer, Feature feature)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Types[(int)feature.Type]);
        WriteRaw(writer, "defaultValue", feature.DefaultValue);
        writer.WriteString("description", feature.Description);
        writer.WriteString("owner", feature.Owner);
        writer.WriteStartArray("tags");
        foreach (var tag in feature.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        if (feature.Schema is { } schema)
        {
            WriteRaw(writer, "schema", schema);
        }

        writer.WriteBoolean("archived", feature.Archived);
        writer.WriteStartObject("environments");
        foreach (var (name, environment) in feature.Environments)
        {
            Write(writer, name, environment);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, FeatureEnvironment environment)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("enabled", environment.Enabled);
        writer.WriteStartArray("rules");
        foreach (var rule in environment.Rules)
        {
            writer.WriteRawValue(rule);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, string name, string json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json);
    }
}
