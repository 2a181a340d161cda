using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Actors.Measurement;

/// <summary>What may be a name or an id in an event? Text that every database and every log can keep.</summary>
internal static class EventNames
{
    public static string Form(int limit) => string.Create(
        CultureInfo.InvariantCulture, $"a text of 1 to {limit} characters without control characters");

    public static bool IsName(string text, int limit)
    {
        if (text.Length == 0 || text.Length > limit) return false;
        foreach (var letter in text)
        {
            if (char.IsControl(letter)) return false;
        }

        return true;
    }

    /// <summary>The text, or the number as it is written; null: neither, or not of the form.</summary>
    /// <exception cref="InvalidOperationException">The text is no Unicode.</exception>
    public static string? Read(ref Utf8JsonReader reader, int limit, bool allowNumber)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number when allowNumber => Encoding.ASCII.GetString(reader.ValueSpan),
            _ => null,
        };
        reader.Skip();
        return text is not null && IsName(text, limit) ? text : null;
    }

    /// <summary>What a client sent, short enough to be told back.</summary>
    public static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
