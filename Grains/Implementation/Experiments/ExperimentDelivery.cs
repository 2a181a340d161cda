using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;
using Actors.Implementation.Auditing;
using Actors.Implementation.Configuration;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Experiments;

/// <summary>Hands a kept change of an experiment to who must know it, and notes who has acknowledged it.</summary>
/// <remarks>What fails is left for the next time: the receivers ignore what they know.</remarks>
internal sealed class ExperimentDelivery(ExperimentId id, IGrainFactory grains, IAuditLog audit, ILogger logger)
{
    private readonly ExperimentSlots _slots = new(id, grains);
    private readonly RulesetHandOver _handOver = new(id.Project, $"the experiment {id}", grains, logger);

    /// <summary>The history with what was acknowledged now.</summary>
    public async Task<ExperimentHistory> Deliver(ExperimentHistory history, CancellationToken cancellation)
    {
        if (history.Delivered)
        {
            return history;
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(RulesetHandOver.Patience);
        history = await Plan(history, budget.Token);
        history = await Publish(history, budget.Token);
        history = await GiveBack(history, budget.Token);
        history = await Record(history, budget.Token);
        return await Announce(history, budget.Token);
    }

    /// <summary>Before it is published, so that exposures find who measures them.</summary>
    private async Task<ExperimentHistory> Plan(ExperimentHistory history, CancellationToken cancellation)
    {
        if (history.Planned >= history.Revision)
        {
            return history;
        }

        var planned = ExperimentMeasurement.Of(id.Experiment, history);
        return await _handOver.Try("who measures", history, async () =>
        {
            await Task.WhenAll(planned is null
                ? []
                : history.State!.Experiment.Environments.Select(environment => grains
                    .GetMeasurementPlan(new EnvironmentId(id.Project, environment))
                    .Put(planned, cancellation)
                    .WaitAsync(cancellation)));
            return history with { Planned = history.Revision };
        });
    }

    private async Task<ExperimentHistory> Publish(ExperimentHistory history, CancellationToken cancellation)
    {
        var taken = await _handOver.Offer(
            history.HandOvers.Waiting(),
            async (environment, ruleset) =>
            {
                var rules = ExperimentDecisions.Published(history, id.Experiment, environment);
                return (rules.Revision, await ruleset.PublishExperiment(rules, cancellation));
            },
            cancellation);
        return taken.Aggregate(history, (next, one) => next with
        {
            HandOvers = next.HandOvers.Acknowledged(one.Environment, one.Revision, one.Version),
        });
    }

    /// <summary>Not before every ruleset has let go of it: somebody else may get the slots.</summary>
    private async Task<ExperimentHistory> GiveBack(ExperimentHistory history, CancellationToken cancellation) =>
        history is { OwesSlots: true, Published: true, State: { } state }
            ? await _handOver.Try("its layers", history, async () =>
            {
                await _slots.Release(state, cancellation).WaitAsync(cancellation);
                return history with { HoldsSlots = false };
            })
            : history;

    private async Task<ExperimentHistory> Record(ExperimentHistory history, CancellationToken cancellation)
    {
        var missing = history.Recent.Where(revision => revision.Number > history.Audited).ToList();
        return missing.Count == 0
            ? history
            : await _handOver.Try("the audit log", history, async () =>
            {
                await audit.Append([.. missing.Select(one => ExperimentAudit.Entry(id, one))], cancellation);
                return history.AuditedTo(history.Revision);
            });
    }

    private Task<ExperimentHistory> Announce(ExperimentHistory history, CancellationToken cancellation) =>
        _handOver.Try("the project's list", history, async () =>
        {
            await grains.GetExperiments(id.Project)
                .Announce(ExperimentSummary.Of(id.Experiment, history), cancellation)
                .WaitAsync(cancellation);
            return history with { Announced = history.Revision };
        });
}
