using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;

namespace Actors.LoadTest.Clustering;

/// <summary>The features that a run makes, reads, writes and removes by grain calls.</summary>
/// <remarks>They are on in no environment, so that a write is a write and no publication.</remarks>
internal sealed class GrainFeatures(IGrainFactory grains, string project, int count)
{
    private const int AtOnce = 16;
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];

    public Task<Answer<FeatureView>> Read(int feature, CancellationToken stop) => Grain(feature).Current(stop);

    /// <summary>Gives a feature another default; <paramref name="number"/> must be another for every write.</summary>
    public Task<Answer<FeatureView>> Write(int feature, long number, CancellationToken stop) =>
        Grain(feature).Change(Put(number), expected: null, By($"write-{number}"), stop);

    /// <summary>Answers the first refusal or failure in one sentence, else null.</summary>
    public Task<string?> Create(CancellationToken stop) =>
        OnEach(feature => Grain(feature).Change(Put(-1), expected: 0, By($"create-{feature}"), stop), stop);

    /// <summary>Answers the first refusal or failure in one sentence, else null.</summary>
    public Task<string?> Delete() => OnEach(
        feature => Grain(feature).Change(
            new DeleteFeature(), expected: null, By($"delete-{feature}"), CancellationToken.None),
        CancellationToken.None);

    private async Task<string?> OnEach(Func<int, Task<Answer<FeatureView>>> change, CancellationToken stop)
    {
        string? problem = null;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (feature, _) =>
        {
            try
            {
                if ((await change(feature)).Refusal is { Code: not "feature-not-found" } refusal)
                    problem ??= refusal.Message;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                problem ??= exception.Message;
            }
        });
        return problem;
    }

    private IFeatureGrain Grain(int feature) =>
        grains.GetFeature(new FeatureId(project, $"load-test-{_run}-{feature}"));

    private static PutFeature Put(long number) => new(new Feature
    {
        Type = FeatureType.Number,
        DefaultValue = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Description = "Made by actors-load, which removes it at the end of its run.",
        Tags = ["load-test"],
    });

    private Authorship By(string what) => new("actors-load", "", $"actors-load-{_run}-{what}");
}
