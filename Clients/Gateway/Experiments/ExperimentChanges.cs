using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Experiments;

/// <summary>How is an experiment changed under the author's condition?</summary>
internal sealed class ExperimentChanges(GrainCalls calls)
{
    public Task<Answer<ExperimentView>> Current(ExperimentId experiment, CancellationToken cancellation) =>
        calls.Call((grains, token) => grains.GetExperiment(experiment).Current(token), cancellation);

    /// <summary>A revision of the history, or "revision-not-found".</summary>
    public async Task<Answer<ExperimentRevision>> Revision(
        ExperimentId experiment, long number, CancellationToken cancellation)
    {
        if (number is <= 0 or long.MaxValue)
            return new Refusal("revision-not-found", "Revisions are counted from 1.");

        var found = await calls.Call(
            (grains, token) => grains.GetExperiment(experiment).History(number + 1, 1, token), cancellation);
        return found is [var revision, ..] && revision.Number == number
            ? revision
            : new Refusal("revision-not-found", $"The experiment has no revision {number}.");
    }

    public Task<IResult> Change(
        ExperimentId experiment,
        ExperimentChange change,
        ChangeHeaders headers,
        Authorship authorship,
        CancellationToken cancellation) =>
        Changing(experiment, authorship, (expected, token) => Ask(experiment, change, expected, authorship, token))
            .Change(headers, cancellation);

    /// <summary>
    /// A change made from what the experiment is now; made again from the newer when somebody was faster.
    /// </summary>
    public Task<IResult> Change(
        ExperimentId experiment,
        Func<ExperimentState, Answer<ExperimentChange>> edit,
        ChangeHeaders headers,
        Authorship authorship,
        CancellationToken cancellation) =>
        Changing(experiment, authorship, async (expected, token) =>
        {
            var current = await Current(experiment, token);
            if (current.Refusal is { } missing) return missing;

            var seen = current.Value!.Revision;
            var wanted = edit(seen.State);
            return wanted.Refusal is { } refusal
                ? refusal
                : await Ask(experiment, wanted.Value!, expected ?? seen.Number, authorship, token);
        }).Change(headers, cancellation);

    private Conditional<ExperimentView> Changing(
        ExperimentId experiment,
        Authorship authorship,
        Func<long?, CancellationToken, Task<Answer<ExperimentView>>> ask) => new(
            token => Current(experiment, token),
            ask,
            view => view.Revision.Number,
            ExperimentBodies.Of,
            view => Kept(view, authorship));

    private Task<Answer<ExperimentView>> Ask(
        ExperimentId experiment,
        ExperimentChange change,
        long? expected,
        Authorship authorship,
        CancellationToken cancellation) => calls.Call(
            (grains, token) => grains.GetExperiment(experiment).Change(change, expected, authorship, token),
            cancellation);

    // A request that changed nothing is shown the last change, which need not be its own.
    private static Tagged Kept(ExperimentView view, Authorship authorship)
    {
        var body = ExperimentBodies.Of(view);
        var created = view.Revision.Verb == "created" && view.Revision.Authorship.OperationId == authorship.OperationId;
        return new Tagged(
            created ? TypedResults.Created((string?)null, body) : TypedResults.Ok(body), view.Revision.Number);
    }
}
