using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>
/// Which rulesets take a kept change? It is offered to each that waits; who fails is offered it again next time.
/// </summary>
/// <param name="subject">What has changed, for the log.</param>
internal sealed partial class RulesetHandOver(string project, string subject, IGrainFactory grains, ILogger logger)
{
    /// <summary>How long one round of offers takes at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="offer">Hands over; answers the revision handed over and the version that holds it.</param>
    /// <returns>Who has taken it.</returns>
    public async Task<IEnumerable<(string Environment, long Revision, long Version)>> Offer(
        IEnumerable<string> environments,
        Func<string, IRulesetGrain, Task<(long Revision, long Version)>> offer,
        CancellationToken cancellation)
    {
        var offers = environments.Select(environment => OfferTo(environment, offer, cancellation));
        return (await Task.WhenAll(offers)).OfType<(string, long, long)>();
    }

    /// <summary>What a step answers, or what it was before when the step failed.</summary>
    public async Task<T> Try<T>(string receiver, T before, Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            Log.NotDelivered(logger, subject, receiver, failure);
            return before;
        }
    }

    private Task<(string, long, long)?> OfferTo(
        string environment,
        Func<string, IRulesetGrain, Task<(long Revision, long Version)>> offer,
        CancellationToken cancellation) =>
        Try<(string, long, long)?>($"the ruleset of {environment}", null, async () =>
        {
            var ruleset = grains.GetRuleset(new EnvironmentId(project, environment));
            var (revision, version) = await offer(environment, ruleset).WaitAsync(cancellation);
            return (environment, revision, version);
        });

    // Whatever went wrong, the change is kept and will be offered again; only a broken program is worth stopping for.
    private static bool IsPassing(Exception failure) => failure is not (NullReferenceException or InvalidCastException);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The change of {Subject} has not reached {Receiver} yet; it will be repeated")]
        public static partial void NotDelivered(ILogger logger, string subject, string receiver, Exception failure);
    }
}
