using Actors.Configuration;
using Actors.Contracts;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>Hands a kept change of a feature to everyone who must know it, and notes who has acknowledged it.</summary>
/// <remarks>
/// What fails is left for the next time: the receivers ignore what they know, so everything may be repeated.
/// The project comes last: it lists what has arrived.
/// </remarks>
internal sealed class FeatureDelivery(FeatureId id, IGrainFactory grains, IAuditLog audit, ILogger logger)
{
    private readonly RulesetHandOver _handOver = new(id.Project, id.ToString(), grains, logger);

    /// <summary>The history with what was acknowledged now.</summary>
    public async Task<FeatureHistory> Deliver(FeatureHistory history, CancellationToken cancellation)
    {
        if (history.Delivered)
        {
            return history;
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(RulesetHandOver.Patience);
        history = await Publish(history, budget.Token);
        history = await Record(history, budget.Token);
        return await Announce(history, budget.Token);
    }

    private async Task<FeatureHistory> Publish(FeatureHistory history, CancellationToken cancellation)
    {
        var taken = await _handOver.Offer(
            Delivery.Waiting(history),
            async (environment, ruleset) =>
            {
                var feature = Publication.Of(id.Feature, history, environment);
                return (feature.Revision, await ruleset.Publish([feature], cancellation));
            },
            cancellation);
        return taken.Aggregate(history, (next, one) =>
            Delivery.Acknowledged(next, one.Environment, one.Revision, one.Version));
    }

    private async Task<FeatureHistory> Record(FeatureHistory history, CancellationToken cancellation)
    {
        var missing = history.Recent.Where(revision => revision.Number > history.Audited).ToList();
        return missing.Count == 0
            ? history
            : await _handOver.Try("the audit log", history, async () =>
            {
                await audit.Append([.. missing.Select(revision => FeatureAudit.Entry(id, revision))], cancellation);
                return Delivery.Audited(history, history.Revision);
            });
    }

    private Task<FeatureHistory> Announce(FeatureHistory history, CancellationToken cancellation) =>
        _handOver.Try("the project", history, async () =>
        {
            await grains.GetProject(id.Project)
                .Announce(Summaries.Of(id.Feature, history), cancellation)
                .WaitAsync(cancellation);
            return Delivery.Announced(history, history.Revision);
        });
}
