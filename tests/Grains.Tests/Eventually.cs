namespace Actors.Grains.Tests;

/// <summary>Looks again and again until something has happened, or long enough to be sure that it will not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(25);

    /// <summary>What is seen when it is as it should be. An exception counts as "not yet".</summary>
    public static async Task<T> See<T>(Func<Task<T>> look, Func<T, bool> isAsItShouldBe)
    {
        using var deadline = new CancellationTokenSource(_patience);
        while (true)
        {
            object? last;
            try
            {
                var seen = await look();
                if (isAsItShouldBe(seen))
                {
                    return seen;
                }

                last = seen;
            }
            catch (Exception failure)
            {
                last = failure;
            }

            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"It did not happen; what was seen last is {last}.");
            }

            await Task.Delay(_pause, TestContext.Current.CancellationToken);
        }
    }
}
