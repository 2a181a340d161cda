using System.Globalization;
using Actors.Evaluation;
using BenchmarkDotNet.Attributes;

namespace Actors.Benchmarks.Engine;

/// <summary>350 features of together 100 kB, and conditions that have to work.</summary>
[Config(typeof(OneProcess))]
public class LargeBenchmarks
{
    private readonly FeatureSource[] _features = [.. Large()];
    private readonly Ours _large = new(Ruleset.Compile(Large()), Ours.Request);
    private readonly Ours _heavy = new(Ruleset.Compile(Heavy()), Ours.Request);

    [Benchmark(Description = "350 features, 100 kB: request bytes to answer bytes")]
    public int EvaluateLarge()
    {
        _large.ReadNext();
        return _large.Evaluate();
    }

    [Benchmark(Description = "40 heavy conditions: nested, $in of 10,000 ids, versions, patterns")]
    public int EvaluateHeavy()
    {
        _heavy.ReadNext();
        return _heavy.Evaluate();
    }

    [Benchmark(Description = "compiling the 350 features")]
    public Ruleset CompileLarge() => Ruleset.Compile(_features);

    private static IEnumerable<FeatureSource> Large()
    {
        var mix = FeatureMix.Features().ToArray();
        for (var number = 0; number < 350; number++)
        {
            var source = mix[number % mix.Length];
            var rule = $$"""{"condition":{"id":"{{new string('x', 120)}}"},"force":false}""";
            var definition = source.Json.TrimEnd();
            var json = definition.EndsWith("]}", StringComparison.Ordinal)
                ? $"{definition[..^2]},{rule}]}}"
                : $"{definition[..^1]},\"rules\":[{rule}]}}";
            yield return new($"{source.Key}-{number.ToString(CultureInfo.InvariantCulture)}", true, json);
        }
    }

    private static IEnumerable<FeatureSource> Heavy()
    {
        var ids = string.Join(',', Enumerable.Range(0, 10_000).Select(number => $"\"user-{number * 7}\""));
        string[] conditions =
        [
            $$$"""{"id":{"$in":[{{{ids}}}]}}""",
            """
            {"$or":[{"$and":[{"country":"CH"},{"platform":"ios"},{"$not":{"appVersion":{"$vlt":"5.0.0"}}}]},
            {"$nor":[{"country":{"$in":["US","JP"]}},{"platform":"android"},{"beta":{"$exists":true}}]}]}
            """,
            """{"appVersion":{"$vgte":"4.3.0","$vlt":"6.0.0","$vne":"5.5.0"}}""",
            """{"id":{"$regex":"^user-[0-9]*7$"},"country":{"$regex":"^(CH|DE|FR)$"}}""",
        ];
        for (var number = 0; number < 40; number++)
        {
            var condition = conditions[number % conditions.Length];
            yield return new(
                $"heavy-{number.ToString("00", CultureInfo.InvariantCulture)}",
                true,
                $$"""{"defaultValue":false,"rules":[{"condition":{{condition}},"force":true}]}""");
        }
    }
}
