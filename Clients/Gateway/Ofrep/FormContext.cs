using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// What would a form have said as JSON? "targetingKey=ada&amp;country=CH" or "context[targetingKey]=ada".
/// </summary>
internal static class FormContext
{
    private const string Nested = "context[";

    public static bool IsForm(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body as JSON with texts only, of equal names the last one; null when there is no field.</summary>
    public static byte[]? ToJson(ReadOnlySpan<byte> form)
    {
        var fields = Fields(Encoding.UTF8.GetString(form));
        if (fields.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("context");
        foreach (var (name, value) in fields)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static OrderedDictionary<string, string> Fields(string form)
    {
        var fields = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = field.IndexOf('=');
            if (equals <= 0)
                continue;
            var name = WebUtility.UrlDecode(field[..equals]);
            if (name.StartsWith(Nested, StringComparison.Ordinal) && name.EndsWith(']'))
                name = name[Nested.Length..^1];
            if (name.Length > 0)
                fields[name] = WebUtility.UrlDecode(field[(equals + 1)..]);
        }

        return fields;
    }
}
