using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Actors.Contracts.Auditing;

/// <summary>Where in the audit log of a project does a page end?</summary>
/// <remarks>
/// The log is ordered by time, subject and revision: many entries may share one instant, no two share all three.
/// Written as one opaque word that may stand in a URL.
/// </remarks>
/// <param name="At">Of the last entry of the page.</param>
/// <param name="Subject">Of the same entry.</param>
/// <param name="Revision">Of the same entry.</param>
[GenerateSerializer, Immutable, Alias("audit-cursor")]
public readonly record struct AuditCursor(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string Subject, [property: Id(2)] long Revision)
{
    private const int MaxText = 2_048;

    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    public static AuditCursor Of(AuditEntry entry) => new(entry.At, entry.Subject, entry.Revision);

    public static bool TryParse(ReadOnlySpan<char> text, out AuditCursor cursor)
    {
        cursor = default;
        if (text.Length is 0 or > MaxText || !Base64Url.IsValid(text)) return false;

        try
        {
            return TryRead(_strictUtf8.GetString(Base64Url.DecodeFromChars(text)), out cursor);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Without padding and without letters that a URL escapes.</summary>
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {Revision} {Subject}")));

    private static bool TryRead(string text, out AuditCursor cursor)
    {
        cursor = default;
        if (text.Split(' ', 3) is not [var at, var number, var subject]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            || ticks > DateTimeOffset.MaxValue.Ticks
            || subject.Contains('\0')) // which PostgreSQL takes in no text
            return false;

        cursor = new(new(ticks, TimeSpan.Zero), subject, revision);
        return true;
    }
}
