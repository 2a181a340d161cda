using System.Buffers;
using System.ComponentModel;
using System.Security.Claims;
using Actors.Configuration;
using Actors.Foundation;
using Actors.Gateway.Access;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Edge;

/// <summary>
/// What does every change say beside its body: why, on which condition, and under which operation id?
/// </summary>
internal sealed record ChangeHeaders(
    [property: FromHeader(Name = "If-Match"), Description(
        "The revision that you saw, in quotes (the ETag), or * for any. A newer one answers 412 with the current "
        + "document. Left out: the last writer wins.")]
    string? IfMatch,
    [property: FromHeader(Name = "If-None-Match"), Description("* : create only; what exists answers 412.")]
    string? IfNoneMatch,
    [property: FromHeader(Name = "X-Comment"), Description("Why: at most 1,000 characters. Kept in the history.")]
    string? CommentHeader,
    [property: FromQuery(Name = "comment"), Description("The same as X-Comment, for text that headers cannot carry.")]
    string? CommentQuery,
    [property: FromHeader(Name = "Idempotency-Key"), Description(
        "Names the operation: 1 to 128 of A-Z, a-z, 0-9 and -._:~ . "
        + "A repeated one changes nothing and is answered as the first was.")]
    string? IdempotencyKey) : IChecked
{
    public const int MaxComment = 1_000;
    public const int MaxOperationId = 128;

    private static readonly SearchValues<char> _operationIdLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:~");

    private readonly string _generated = Guid.CreateVersion7().ToString("N");

    /// <summary>Given or made once: the gateway's own repetitions carry the same.</summary>
    public string OperationId => IdempotencyKey?.Trim('"') ?? _generated;

    public Precondition Precondition =>
        Precondition.TryParse(IfMatch, IfNoneMatch, out var condition)
            ? condition
            : throw new InvalidOperationException("The headers were not checked.");

    public Authorship By(ClaimsPrincipal user, string? comment = null) =>
        new(user.CallerName(), comment ?? CommentQuery ?? CommentHeader ?? "", OperationId);

    public static bool IsOperationId(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= MaxOperationId && !text.ContainsAnyExcept(_operationIdLetters);

    public Refusal? Check()
    {
        if (!Precondition.TryParse(IfMatch, IfNoneMatch, out _)) return new("header-invalid", Precondition.Form);
        if (!IsOperationId(OperationId))
            return new("header-invalid", "Idempotency-Key takes 1 to 128 of A-Z, a-z, 0-9 and -._:~ .");

        return TooLong(CommentQuery ?? CommentHeader);
    }

    /// <summary>Why a comment cannot be kept; null: it can.</summary>
    public static Refusal? TooLong(string? comment) =>
        comment?.Length > MaxComment
            ? new("comment-invalid", $"A comment has at most {MaxComment} characters.")
            : null;
}
