using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>How are attributes written, so that what evaluates alike is written alike?</summary>
internal static class ScriptWriter
{
    /// <remarks>
    /// Only the outermost names are sorted: a condition on a whole object also compares the order of its members, so
    /// two nested objects in different order are two different subjects.
    /// </remarks>
    public static void WriteAttributes(Utf8JsonWriter writer, OrderedDictionary<string, ScriptValue> attributes)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (var (name, value) in attributes.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ScriptValue value)
    {
        switch (value.Kind)
        {
            case ScriptKind.Text:
                writer.WriteStringValue(value.ToText());
                break;
            case ScriptKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ScriptKind.Object:
                writer.WriteStartObject();
                foreach (var (name, member) in value.Members!)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }
                writer.WriteEndObject();
                break;
            case ScriptKind.Number when !double.IsFinite(value.Number):
                writer.WriteRawValue(value.Number > 0 ? "1e999" : "-1e999");
                break;
            default:
                writer.WriteRawValue(value.ToText());
                break;
        }
    }
}
