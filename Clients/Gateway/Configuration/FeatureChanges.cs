using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Configuration;

/// <summary>How is a feature changed under the author's condition?</summary>
internal sealed class FeatureChanges(GrainCalls calls)
{
    public Task<Answer<FeatureView>> Current(FeatureId feature, CancellationToken cancellation) =>
        calls.Call((grains, token) => grains.GetFeature(feature).Current(token), cancellation);

    /// <summary>A revision of the history, or "revision-not-found".</summary>
    public async Task<Answer<Revision>> Revision(FeatureId feature, long number, CancellationToken cancellation)
    {
        var found = await calls.Call(
            (grains, token) => grains.GetFeature(feature).History(number + 1, 1, token), cancellation);
        return found is [var revision, ..] && revision.Number == number
            ? revision
            : new Refusal("revision-not-found", $"The feature has no revision {number}.");
    }

    /// <summary>A change that says the same whatever the feature is now.</summary>
    public async Task<IResult> Change(
        FeatureId feature,
        FeatureChange change,
        ChangeHeaders headers,
        Authorship authorship,
        CancellationToken cancellation)
    {
        var condition = headers.Precondition;
        if (condition is not { MustExist: true, Revision: null })
        {
            var only = await Ask(feature, change, condition.Revision, authorship, cancellation);
            return await Answered(feature, only, authorship, cancellation);
        }

        for (var attempt = 1; ; attempt++)
        {
            var current = await Current(feature, cancellation);
            if (current.Refusal is { } missing) return new Refusal("revision-stale", missing.Message).ToResult();

            var answer = await Ask(feature, change, current.Value!.Revision.Number, authorship, cancellation);
            if (!IsStale(answer.Refusal) || attempt == ProjectChanges.MaxAttempts)
                return await Answered(feature, answer, authorship, cancellation);
        }
    }

    /// <summary>
    /// A change made from what the feature is now; made again from the newer when somebody was faster.
    /// </summary>
    public async Task<IResult> Edit(
        FeatureId feature,
        Func<Feature, Answer<Feature>> edit,
        ChangeHeaders headers,
        ClaimsPrincipal user,
        CancellationToken cancellation)
    {
        var condition = headers.Precondition;
        for (var attempt = 1; ; attempt++)
        {
            var current = await Current(feature, cancellation);
            if (current.Refusal is { } missing) return missing.ToResult();

            var seen = current.Value!.Revision;
            var wanted = edit(seen.Feature!);
            if (wanted.Refusal is { } refusal)
                return condition.Revision is { } other && other != seen.Number
                    ? Stale(current.Value, new("revision-stale", "The feature has changed since."))
                    : refusal.ToResult();

            var change = new PutFeature(wanted.Value!);
            var answer = await Ask(feature, change, condition.Revision ?? seen.Number, headers.By(user), cancellation);
            if (!IsStale(answer.Refusal) || condition.Revision is not null || attempt == ProjectChanges.MaxAttempts)
                return await Answered(feature, answer, headers.By(user), cancellation);
        }
    }

    private static bool IsStale(Refusal? refusal) => refusal?.Code is "revision-stale" or "feature-exists";

    private static IResult Stale(FeatureView view, Refusal refusal) =>
        Refusals.Stale(refusal with { Code = "revision-stale" }, FeatureBodies.Of(view), view.Revision.Number);

    // A request that changed nothing is shown the last change, which need not be its own.
    private static IResult Kept(FeatureView view, Authorship authorship)
    {
        if (view.Revision.Feature is null) return TypedResults.NoContent();

        var body = FeatureBodies.Of(view);
        var created = view.Revision.Verb == "created" && view.Revision.Authorship.OperationId == authorship.OperationId;
        return new Tagged(
            created ? TypedResults.Created((string?)null, body) : TypedResults.Ok(body),
            view.Revision.Number);
    }

    private Task<Answer<FeatureView>> Ask(
        FeatureId feature,
        FeatureChange change,
        long? expected,
        Authorship authorship,
        CancellationToken cancellation) => calls.Call(
            (grains, token) => grains.GetFeature(feature).Change(change, expected, authorship, token), cancellation);

    private async Task<IResult> Answered(
        FeatureId feature, Answer<FeatureView> answer, Authorship authorship, CancellationToken cancellation)
    {
        if (!IsStale(answer.Refusal)) return answer.Or(view => Kept(view, authorship));

        var current = await Current(feature, cancellation);
        return current.Value is { } view
            ? Stale(view, answer.Refusal!)
            : (answer.Refusal! with { Code = "revision-stale" }).ToResult();
    }
}
