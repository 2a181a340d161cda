namespace Actors.Contracts.Auditing;

/// <summary>What was written, by whom, when and why?</summary>
/// <param name="Project">Key of the project; "" for what belongs to none, such as access tokens.</param>
/// <param name="Subject">What was changed, for example "feature/checkout-button" or "key/production/demo-app".</param>
/// <param name="Revision">
/// Of the subject. (Project, Subject, Revision) names an entry: a repeated one counts once.
/// </param>
/// <param name="Change">JSON text: an array of differences.</param>
/// <param name="Document">JSON text of the subject after the change, without secrets; null when it is gone.</param>
[GenerateSerializer, Immutable, Alias("audit-entry")]
public sealed record AuditEntry(
    [property: Id(0)] string Project,
    [property: Id(1)] string Subject,
    [property: Id(2)] long Revision,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Author,
    [property: Id(5)] string OperationId,
    [property: Id(6)] string Comment,
    [property: Id(7)] string Verb,
    [property: Id(8)] string Change,
    [property: Id(9)] string? Document);

/// <param name="Subject">Only entries of this subject; null: of all.</param>
/// <param name="Before">Only entries that follow this one, the last of the page before; null: the newest.</param>
/// <param name="Limit">1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("audit-query")]
public sealed record AuditQuery(
    [property: Id(0)] string? Subject,
    [property: Id(1)] AuditCursor? Before,
    [property: Id(2)] int Limit);
