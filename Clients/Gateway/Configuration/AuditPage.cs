using System.ComponentModel;
using Actors.Contracts.Auditing;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Configuration;

/// <summary>Which page of an audit log is wanted?</summary>
internal sealed record AuditPage(
    [property: Description("Only writes to this, for example feature/checkout-button.")] string? Subject,
    [property: Description("Only older entries: the 'next' of the page before.")] string? Before,
    [property: Description("1 to 1,000; 100 when left out.")] int? Limit) : IChecked
{
    private const int MaxSubject = 300;

    public AuditQuery Query => new(Subject, Cursor, Limit ?? 100);

    private AuditCursor? Cursor => AuditCursor.TryParse(Before, out var cursor) ? cursor : null;

    public Refusal? Check()
    {
        if (Subject?.Length > MaxSubject || Subject?.Contains('\0') == true)
            return new("parameter-invalid", $"'subject' has at most {MaxSubject} characters, none of them NUL.");

        return Before is not null && Cursor is null
            ? new("parameter-invalid", "'before' is the 'next' of a page, as it was answered.")
            : Checks.OutOfRange("limit", Limit, 1, 1_000);
    }
}
