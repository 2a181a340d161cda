using System.Collections.Immutable;
using System.Globalization;

namespace Actors.Configuration.Tests;

/// <summary>Values to start a test from.</summary>
internal static class Some
{
    private static int _operations;

    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly ImmutableArray<string> Environments = ["production", "staging"];

    public static readonly string Sha256 = new('a', 64);

    public static Feature Switch { get; } = new()
    {
        Type = FeatureType.Boolean,
        DefaultValue = "false",
        Description = "Shows the new checkout.",
        Owner = "payments",
        Tags = ["checkout", "ui"],
    };

    public static SdkKey SdkKey { get; } =
        new("demo", "Demo", SdkKeyKind.Client, Sha256, ["https://shop.example"], Time);

    public static Authorship Author(string? operation = null, string comment = "because") =>
        new("ada", comment, operation ?? Interlocked.Increment(ref _operations).ToString(CultureInfo.InvariantCulture));

    public static Feature With(this Feature feature, string environment, bool enabled, params string[] rules) =>
        feature with
        {
            Environments = feature.Environments.SetItem(environment, new FeatureEnvironment(enabled, [.. rules])),
        };

    public static FeatureHistory After(this FeatureHistory history, FeatureChange change, Authorship? author = null) =>
        FeatureDecisions.Decide(history, "checkout", change, null, author ?? Author(), Environments, Time).Accepted();

    public static FeatureHistory Created(Feature? feature = null) =>
        FeatureHistory.Empty.After(new PutFeature(feature ?? Switch));

    /// <summary>Everything has arrived.</summary>
    public static FeatureHistory Settled(this FeatureHistory history)
    {
        var settled = Delivery.Announced(Delivery.Audited(history, history.Revision), history.Revision);
        return Delivery.Waiting(settled).ToList().Aggregate(
            settled, (next, name) => Delivery.Acknowledged(next, name, next.HandOvers[name].Revision, 1));
    }
}
