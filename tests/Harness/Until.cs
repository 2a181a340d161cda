using System.Diagnostics;

namespace Actors.Harness;

/// <summary>
/// Has it happened yet? Asks a real process again and again, since it sends no event, and gives up at a deadline.
/// </summary>
public static class Until
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Generous: it ends a hanging test and says nothing about speed.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <param name="happened">Answers whether it has; what it throws counts as "not yet".</param>
    /// <param name="what">What is waited for, for the message: "the silo is ready".</param>
    /// <param name="patience">How long to wait; <see cref="Patience"/> when null.</param>
    /// <exception cref="TimeoutException">It has not happened; the last exception is inside.</exception>
    public static Task True(
        Func<Task<bool>> happened, string what, TimeSpan? patience = null) =>
        Some(async () => await happened() ? "" : null, what, patience);

    /// <inheritdoc cref="True(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task True(
        Func<bool> happened, string what, TimeSpan? patience = null) =>
        True(() => Task.FromResult(happened()), what, patience);

    /// <summary>Waits for an answer that is not null, and gives it.</summary>
    /// <inheritdoc cref="True(Func{Task{bool}}, string, TimeSpan?)"/>
    public static async Task<TAnswer> Some<TAnswer>(
        Func<Task<TAnswer?>> ask, string what, TimeSpan? patience = null)
        where TAnswer : class
    {
        var limit = patience ?? Patience;
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            Exception? last = null;
            try
            {
                if (await ask() is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception notYet) when (notYet is not OutOfMemoryException)
            {
                last = notYet;
            }

            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"After {limit.TotalSeconds:0} s it has not happened that {what}.", last);
            }

            await Task.Delay(_pause);
        }
    }
}
