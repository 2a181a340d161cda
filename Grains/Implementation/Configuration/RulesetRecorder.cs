using Actors.Configuration;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>How does every version reach the history for certain?</summary>
/// <param name="durable">The state as it is written.</param>
internal sealed partial class RulesetRecorder(
    EnvironmentId id, IRulesetHistory history, IGrainBase grain, ILogger logger, Func<RulesetState> durable)
    : Outbox<RecordedVersion>(
        "history of rulesets",
        async (versions, cancellation) =>
        {
            foreach (var version in versions)
            {
                await history.Append(id, version, cancellation);
            }
        },
        grain,
        logger,
        () => durable().Unrecorded)
{
    private readonly ILogger _logger = logger;

    /// <summary>The state with the next document, and what that changes, to be recorded.</summary>
    public RulesetState With(RulesetState state, RulesetDocument next)
    {
        if (next.Version != state.Document.Version)
        {
            var version = RecordedVersion.Between(state.Document, next);
            return state with { Document = next, Unrecorded = With(state.Unrecorded, version) };
        }

        return ReferenceEquals(next, state.Document) ? state : state with { Document = next };
    }

    /// <summary>Begins the history where there is none, or a part of it is missing: an older silo kept none.</summary>
    public async Task CatchUp(CancellationToken cancellation)
    {
        try
        {
            var state = durable();
            var first = state.Unrecorded.IsEmpty ? state.Document.Version : state.Unrecorded[0].AfterVersion;
            if (first > 0 && (await history.Newest(id, cancellation) ?? 0) < first)
            {
                await history.Append(id, RecordedVersion.Whole(state.Document), cancellation);
            }
        }
        catch (Exception failure)
        {
            Log.NotCaughtUp(_logger, id, failure);
        }

        await Send(cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Could not look at the history of {Environment}; looked at again next time")]
        public static partial void NotCaughtUp(ILogger logger, EnvironmentId environment, Exception failure);
    }
}
