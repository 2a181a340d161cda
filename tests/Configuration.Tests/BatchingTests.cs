using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration.Tests;

public sealed class BatchingTests
{
    private static readonly FeatureSummary _known =
        new() { Key = "known", Revision = 1, Type = FeatureType.Boolean };

    [Fact]
    public void New_and_known_features_may_be_put_and_known_ones_changed() => Assert.Empty(Problems(
        ("/0", "new", new PutFeature(Some.Switch)),
        ("/1", "known", new CopyRules("staging", "production"))));

    [Fact]
    public void Every_problem_of_every_entry_is_named_by_its_place() => Assert.Equal(
        [
            ("/0/defaultValue", "value-type"), ("/1/type", "feature-type-fixed"), ("/2", "feature-repeated"),
            ("/3", "feature-not-found"), ("/4", "feature-not-found"), ("/5", "key-invalid"),
        ],
        Problems(
            ("/0", "a", new PutFeature(Some.Switch with { DefaultValue = "1" })),
            ("/1", "known", new PutFeature(new() { Type = FeatureType.Json, DefaultValue = "1" })),
            ("/2", "a", new DeleteFeature()),
            ("/3", "unknown", new ArchiveFeature(true)),
            ("/4", "dead", new DeleteFeature()),
            ("/5", "No Key", new PutFeature(Some.Switch)))
            .Select(problem => (problem.Path, problem.Code)));

    [Fact]
    public void A_dead_feature_may_come_back_with_another_type() => Assert.Empty(Problems(
        ("/0", "dead", new PutFeature(new() { Type = FeatureType.Json, DefaultValue = "1" }))));

    [Fact]
    public void A_revert_overlooks_removed_environments_and_a_copy_does_not()
    {
        Assert.Empty(Problems(("/0", "known", new RevertFeature(1, Some.Switch.With("removed", true)))));
        Assert.Equal(
            "environment-unknown",
            Assert.Single(Problems(("/0", "known", new CopyRules("removed", "production")))).Code);
    }

    [Fact]
    public void What_is_found_wrong_here_is_what_the_feature_would_refuse()
    {
        var put = new PutFeature(Some.Switch.With("nowhere", true, "{}"));
        var decision = FeatureDecisions.Decide(
            FeatureHistory.Empty, "a", put, null, Some.Author(), Some.Environments, Some.Time);

        Assert.Equal(decision.Refused().Problems, Problems(("", "a", put)));
    }

    [Fact]
    public void A_batch_is_bounded_and_so_is_what_is_said_about_it()
    {
        var entries = Enumerable.Range(0, Batching.MaxEntries).Select(index => Put(index, "1")).ToArray();

        Assert.Equal(Batching.MaxProblems, Problems(entries).Length);
        Assert.Equal("batch-too-large", Assert.Single(Problems([.. entries, Put(-1, "true")])).Code);
    }

    private static (string, string, FeatureChange) Put(int index, string value) =>
        ($"/{index}", $"f{index}", new PutFeature(Some.Switch with { DefaultValue = value }));

    private static ImmutableArray<Problem> Problems(params (string, string, FeatureChange)[] entries) =>
        Batching.Problems(
            entries,
            key => key switch { "known" => _known, "dead" => _known with { Deleted = true }, _ => null },
            Some.Environments);
}
