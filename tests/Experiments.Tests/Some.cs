using System.Collections.Immutable;
using System.Globalization;
using Actors.Configuration;

namespace Actors.Experiments.Tests;

/// <summary>Values to start a test from.</summary>
internal static class Some
{
    private static int _operations;

    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly ExperimentId Id = new("shop", "checkout-colour");

    public static Surroundings Around { get; } = new()
    {
        Environments = ["production", "staging"],
        Features = ImmutableDictionary<string, Feature>.Empty
            .Add("colour", new Feature { Type = FeatureType.String, DefaultValue = "\"grey\"" })
            .Add("size", new Feature { Type = FeatureType.Number, DefaultValue = "1" })
            .Add("checkout", new Feature { Type = FeatureType.Boolean, DefaultValue = "true" }),
        SavedGroups = ["beta", "staff"],
        Metrics = ["purchase", "crashes", "m"],
    };

    public static Experiment Draft { get; } = new()
    {
        Name = "Colour of the checkout",
        Hypothesis = "Red sells better.",
        Environments = ["production"],
        Variations = [new("control"), new("red", "Red")],
        Features = [new("colour", """{"control":"blue","red":"red"}""")],
        Metrics = new() { Primary = ["purchase"] },
    };

    public static Authorship Author(string? operation = null, string comment = "because") =>
        new("ada", comment, operation ?? Interlocked.Increment(ref _operations).ToString(CultureInfo.InvariantCulture));

    public static ExperimentHistory Created(Experiment? experiment = null) =>
        ExperimentHistory.Empty.After(new PutExperiment(experiment ?? Draft));

    public static ExperimentHistory Running(Experiment? experiment = null, Surroundings? around = null) =>
        Created(experiment).After(new StartExperiment(), around);

    public static ExperimentHistory After(
        this ExperimentHistory history,
        ExperimentChange change,
        Surroundings? around = null,
        DateTimeOffset? now = null) =>
        history.Deciding(change, around, now).Accepted();

    public static Foundation.Decision<ExperimentHistory> Deciding(
        this ExperimentHistory history,
        ExperimentChange change,
        Surroundings? around = null,
        DateTimeOffset? now = null) =>
        ExperimentDecisions.Decide(history, Id, change, null, Author(), around ?? Around, now ?? Time);

    public static string Rule(this ExperimentHistory history) =>
        Assert.Single(ExperimentDecisions.Published(history, Id.Experiment, "production").Rules).Json;
}
