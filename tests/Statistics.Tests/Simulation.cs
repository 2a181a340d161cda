namespace Actors.Statistics.Tests;

/// <summary>Subjects drawn from a seed, so that a failure comes back.</summary>
internal sealed class Simulation(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Box and Muller's transform.</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>Of so many subjects, x and y as drawn.</summary>
    public static Moments Draw(int count, Func<(double X, double Y)> subject)
    {
        var moments = default(Moments);
        for (var n = 0; n < count; n++)
        {
            var (x, y) = subject();
            moments = moments.Plus(x, y);
        }

        return moments;
    }

    /// <summary>The share of so many experiments of which something is true.</summary>
    public static double Share(int experiments, Func<bool> happens) =>
        Enumerable.Range(0, experiments).Count(_ => happens()) / (double)experiments;
}
