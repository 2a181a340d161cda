namespace Actors.Statistics;

/// <summary>Is a share that was given as such really one?</summary>
internal static class Alpha
{
    public static void Check(double alpha) => Share(alpha, 1, nameof(alpha));

    public static void Share(double value, double below, string name)
    {
        if (!(value > 0 && value < below))
            throw new ArgumentOutOfRangeException(name, value, $"must be above 0 and below {below}");
    }
}
