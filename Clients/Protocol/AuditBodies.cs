using System.Text.Json;

namespace Actors.Protocol;

/// <summary>What was written, in a project or to the access tokens?</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">Give this word as "before" for older ones; null: there are none.</param>
public sealed record AuditResponse(IReadOnlyList<AuditItem> Entries, string? Next);

/// <summary>Who wrote what, when and why?</summary>
/// <param name="Subject">For example "feature/checkout-button".</param>
/// <param name="Revision">Of the subject.</param>
/// <param name="Change">The differences.</param>
/// <param name="Document">The subject afterwards, without secrets; null when it is gone.</param>
public sealed record AuditItem(
    string Subject,
    long Revision,
    DateTimeOffset At,
    string Author,
    string OperationId,
    string Comment,
    string Verb,
    JsonElement? Change,
    JsonElement? Document);
