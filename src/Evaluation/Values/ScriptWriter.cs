using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>How are attributes written, so that what evaluates alike is written alike?</summary>
internal static class ScriptWriter
{
    /// <remarks>
    /// Only the outermost names are sorted: a condition on a whole object also compares the order of its members, so
    /// two nested objects in different order are two different subjects.
    /// </remarks>
    public static void WriteAttributes(Utf8JsonWriter writer, ReadOnlySpan<ScriptMember> attributes)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ScriptMember[] sorted = [.. attributes];
        Array.Sort(sorted, (left, right) => left.Name.SequenceCompareTo(right.Name));
        WriteMembers(writer, sorted);
    }

    private static void WriteMembers(Utf8JsonWriter writer, ReadOnlySpan<ScriptMember> members)
    {
        writer.WriteStartObject();
        foreach (ref readonly var member in members)
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, in ScriptValue value)
    {
        switch (value.Kind)
        {
            case ScriptKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case ScriptKind.List:
                writer.WriteStartArray();
                foreach (ref readonly var item in value.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ScriptKind.Object:
                WriteMembers(writer, value.Members);
                break;
            case ScriptKind.Number when !double.IsFinite(value.Number):
                writer.WriteRawValue(value.Number > 0 ? "1e999" : "-1e999");
                break;
            case ScriptKind.Number:
                WriteNumber(writer, value.Number);
                break;
            case ScriptKind.Boolean:
                writer.WriteBooleanValue(value.IsTruthy);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        Span<char> text = stackalloc char[ScriptNumber.LongestText];
        writer.WriteRawValue(text[..ScriptNumber.Format(number, text)]);
    }
}
