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
internal sealed partial class FeatureDelivery(FeatureId id, IGrainFactory grains, IAuditLog audit, ILogger logger)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <summary>The history with what was acknowledged now.</summary>
    public async Task<FeatureHistory> Deliver(FeatureHistory history, CancellationToken cancellation)
    {
        if (history.Delivered)
        {
            return history;
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(_patience);
        var published = await Task.WhenAll(
            Delivery.Waiting(history).Select(environment => Publish(history, environment, budget.Token)));
        foreach (var (environment, revision, version) in published.OfType<(string, long, long)>())
        {
            history = Delivery.Acknowledged(history, environment, revision, version);
        }

        history = await Record(history, budget.Token);
        return await Announce(history, budget.Token);
    }

    private async Task<(string Environment, long Revision, long Version)?> Publish(
        FeatureHistory history, string environment, CancellationToken cancellation)
    {
        try
        {
            var feature = Publication.Of(id.Feature, history, environment);
            var version = await grains.GetRuleset(new EnvironmentId(id.Project, environment))
                .Publish([feature], cancellation)
                .WaitAsync(cancellation);
            return (environment, feature.Revision, version);
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            Log.NotDelivered(logger, id, $"the ruleset of {environment}", failure);
            return null;
        }
    }

    private async Task<FeatureHistory> Record(FeatureHistory history, CancellationToken cancellation)
    {
        var missing = history.Recent.Where(revision => revision.Number > history.Audited).ToList();
        if (missing.Count == 0)
        {
            return history;
        }

        try
        {
            await audit.Append([.. missing.Select(revision => FeatureAudit.Entry(id, revision))], cancellation);
            return Delivery.Audited(history, history.Revision);
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            Log.NotDelivered(logger, id, "the audit log", failure);
            return history;
        }
    }

    private async Task<FeatureHistory> Announce(FeatureHistory history, CancellationToken cancellation)
    {
        var announced = Delivery.Announced(history, history.Revision);
        try
        {
            await grains.GetProject(id.Project)
                .Announce(Summaries.Of(id.Feature, history), cancellation)
                .WaitAsync(cancellation);
            return announced;
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            Log.NotDelivered(logger, id, "the project", failure);
            return history;
        }
    }

    // Whatever went wrong, the change is kept and will be offered again; only a broken program is worth stopping for.
    private static bool IsPassing(Exception failure) => failure is not (NullReferenceException or InvalidCastException);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The change of {Feature} has not reached {Receiver} yet; it will be repeated")]
        public static partial void NotDelivered(ILogger logger, FeatureId feature, string receiver, Exception failure);
    }
}
