using Actors.Contracts;
using Actors.Foundation;

namespace Actors.Gateway.Edge;

/// <summary>How is something with revisions changed under the author's condition?</summary>
/// <param name="Current">What it is now.</param>
/// <param name="Ask">Asks its actor for the change, on condition of a revision.</param>
/// <param name="RevisionOf">Which revision a view shows.</param>
/// <param name="BodyOf">How a view looks over HTTP.</param>
/// <param name="Kept">What is answered when the change is made.</param>
internal sealed record Conditional<TView>(
    Func<CancellationToken, Task<Answer<TView>>> Current,
    Func<long?, CancellationToken, Task<Answer<TView>>> Ask,
    Func<TView, long> RevisionOf,
    Func<TView, object> BodyOf,
    Func<TView, IResult> Kept)
    where TView : class
{
    private const int MaxAttempts = 5;

    /// <summary>412 with the present document when the condition does not hold.</summary>
    public async Task<IResult> Change(ChangeHeaders headers, CancellationToken cancellation)
    {
        var condition = headers.Precondition;
        for (var attempt = 1; ; attempt++)
        {
            var expected = condition.Revision;
            if (condition is { MustExist: true, Revision: null })
            {
                var current = await Current(cancellation);
                if (current.Refusal is { } missing) return new Refusal("revision-stale", missing.Message).ToResult();
                expected = RevisionOf(current.Value!);
            }

            var answer = await Ask(expected, cancellation);
            if (!IsStale(answer.Refusal)) return answer.Or(Kept);

            if (condition.Revision is not null || attempt == MaxAttempts)
                return await Stale(answer.Refusal!, cancellation);
        }
    }

    private static bool IsStale(Refusal? refusal) =>
        refusal?.Code == "revision-stale" || refusal?.Code.EndsWith("-exists", StringComparison.Ordinal) == true;

    private async Task<IResult> Stale(Refusal refusal, CancellationToken cancellation)
    {
        var stale = refusal with { Code = "revision-stale" };
        var current = await Current(cancellation);
        return current.Value is { } view
            ? Refusals.Stale(stale, BodyOf(view), RevisionOf(view))
            : stale.ToResult();
    }
}
