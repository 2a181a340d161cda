using System.Data.Common;
using Actors.Contracts;

namespace Actors.Silo.Storage;

/// <summary>
/// Tells callers "not now" when the database failed: its own exceptions can't cross the wire, nor should they.
/// </summary>
internal sealed partial class StorageFailureFilter(ILogger<StorageFailureFilter> logger) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception failure) when (IsOfDatabase(failure))
        {
            Log.StorageFailed(logger, context.TargetId.ToString(), context.MethodName, failure);
            throw new NotNowException("Storage did not answer; repeat the request in a moment.");
        }
    }

    private static bool IsOfDatabase(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException)
            {
                return true;
            }
        }

        return failure is AggregateException several && several.InnerExceptions.Any(IsOfDatabase);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Storage failed in {Grain}.{Method}")]
        public static partial void StorageFailed(ILogger logger, string grain, string method, Exception failure);
    }
}
