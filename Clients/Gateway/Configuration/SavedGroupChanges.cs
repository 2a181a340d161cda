using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Configuration;

/// <summary>How is a saved group changed under the author's condition?</summary>
internal sealed class SavedGroupChanges(GrainCalls calls)
{
    private const int AtOnce = 16;

    /// <summary>Asks the group's actor for a change, on condition of a revision.</summary>
    public delegate Task<Answer<SavedGroupView>> Ask(ISavedGroupGrain group, long? expected, CancellationToken token);

    public Task<Answer<SavedGroupView>> Current(FeatureId group, CancellationToken cancellation) =>
        calls.Call((grains, token) => grains.GetSavedGroup(group).Current(token), cancellation);

    /// <summary>By id; none of a project that does not exist.</summary>
    public async Task<ImmutableArray<SavedGroupSummary>> List(string project, CancellationToken cancellation)
    {
        var answer = await calls.Call((grains, token) => grains.GetProject(project).Groups(token), cancellation);
        return answer.Value.IsDefault ? [] : answer.Value;
    }

    /// <summary>Writes them whatever they were; the first refusal, or null.</summary>
    public async Task<Refusal?> PutAll(
        string project,
        ImmutableArray<(string Path, string Id, SavedGroup Group)> groups,
        Authorship authorship,
        CancellationToken cancellation)
    {
        foreach (var some in groups.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(one => calls.Call(
                (grains, token) => grains.GetSavedGroup(new(project, one.Id)).Put(one.Group, null, authorship, token),
                cancellation)));
            if (answers.FirstOrDefault(answer => answer.Refusal is not null) is { } refused) return refused.Refusal;
        }

        return null;
    }

    public Task<IResult> Change(
        FeatureId group, Ask ask, ChangeHeaders headers, CancellationToken cancellation) =>
        new Conditional<SavedGroupView>(
            token => Current(group, token),
            (expected, token) => calls.Call(
                (grains, inner) => ask(grains.GetSavedGroup(group), expected, inner), token),
            view => view.Revision,
            SavedGroupBodies.Of,
            Kept).Change(headers, cancellation);

    private static IResult Kept(SavedGroupView view)
    {
        if (view.Group is null) return TypedResults.NoContent();

        var body = SavedGroupBodies.Of(view);
        return new Tagged(
            view.CreatedAt == view.ChangedAt ? TypedResults.Created((string?)null, body) : TypedResults.Ok(body),
            view.Revision);
    }
}
