using System.Data.Common;
using Actors.Contracts;

namespace Actors.Gateway.Protection;

/// <summary>
/// May the call simply be repeated later, because the region is away, busy, or its answer was lost?
/// </summary>
internal static class NotNow
{
    /// <summary>At any depth: what failed is often wrapped in the name of who noticed.</summary>
    public static bool Is(Exception failure) =>
        IsItself(failure)
        || (failure is AggregateException several
            ? several.InnerExceptions.Any(Is)
            : failure.InnerException is { } inner && Is(inner));

    // A failure while an actor loads passes no call filter of the silo, so the database's own exceptions come as well.
    private static bool IsItself(Exception failure) =>
        failure is NotNowException or OrleansException or DbException or TimeoutException or EnumerationAbortedException
        || IsUnconnected(failure);

    // What Orleans' client throws before its first silo has told it which actors there are.
    private static bool IsUnconnected(Exception failure) =>
        failure is ArgumentException or InvalidOperationException or ObjectDisposedException
        && failure.Source?.StartsWith("Orleans.", StringComparison.Ordinal) == true;
}
