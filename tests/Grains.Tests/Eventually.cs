using Actors.Harness;

namespace Actors.Grains.Tests;

/// <summary>
/// Looks again and again until what is seen is as it should be, or long enough to be sure that it will not.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>What is seen when it is as it should be. An exception counts as "not yet".</summary>
    public static async Task<T> See<T>(Func<Task<T>> look, Func<T, bool> isAsItShouldBe)
    {
        T? seen = default;
        try
        {
            await Until.True(
                async () => isAsItShouldBe(seen = await look()), "what is seen is as it should be", _patience);
        }
        catch (TimeoutException failure)
        {
            throw new TimeoutException($"It did not happen; what was seen last is {seen}.", failure);
        }

        return seen!;
    }
}
