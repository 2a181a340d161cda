using System.Collections.Immutable;

namespace Actors.Implementation;

/// <summary>What was revoked by which request, so that its repetition is answered as it was?</summary>
[GenerateSerializer, Immutable, Alias("revocation`1")]
internal sealed record Revocation<T>(
    [property: Id(0)] string OperationId, [property: Id(1)] string Subject, [property: Id(2)] T Revoked)
    where T : class;

/// <summary>The last revocations, oldest first: a call is repeated within seconds or never.</summary>
internal static class Revocations
{
    private const int MaxKept = 20;

    /// <summary>What this very request has revoked before; null: nothing.</summary>
    public static T? Of<T>(this ImmutableArray<Revocation<T>> kept, string operationId, string subject)
        where T : class =>
        kept.LastOrDefault(one => one.OperationId == operationId && one.Subject == subject)?.Revoked;

    public static ImmutableArray<Revocation<T>> With<T>(
        this ImmutableArray<Revocation<T>> kept, string operationId, string subject, T revoked)
        where T : class =>
        [.. kept.TakeLast(MaxKept - 1), new(operationId, subject, revoked)];
}
