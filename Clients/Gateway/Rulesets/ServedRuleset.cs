using System.Collections.Immutable;
using System.Text;
using Actors.Configuration;
using Actors.Evaluation;

namespace Actors.Gateway.Rulesets;

/// <summary>What does one environment serve? Immutable: a change makes a new one and swaps the reference.</summary>
internal sealed class ServedRuleset
{
    private ServedRuleset(EnvironmentId environment, RulesetDocument document, Ruleset compiled)
    {
        (Environment, Document, Compiled) = (environment, document, compiled);
        Name = environment.ToString();
        Fingerprint = Encoding.UTF8.GetBytes($"{environment} {document.Version} {document.ContentHash}");
    }

    public EnvironmentId Environment { get; }

    /// <summary>"project/environment", as metrics show it.</summary>
    public string Name { get; }

    /// <summary>What was published; without tombstones.</summary>
    public RulesetDocument Document { get; }

    public Ruleset Compiled { get; }

    public long Version => Document.Version;

    /// <summary>Equal for equal content in every gateway; the part of an ETag that is not the subject.</summary>
    public ReadOnlyMemory<byte> Fingerprint { get; }

    public static ServedRuleset Whole(EnvironmentId environment, RulesetDocument document) =>
        new(environment, document, Ruleset.Compile(document.Features.Values.Select(Source)));

    /// <summary>The ruleset after an update that builds on this one; compiles only what changed.</summary>
    public ServedRuleset With(RulesetDocument next, ImmutableArray<PublishedFeature> changed) => new(
        Environment,
        next,
        Compiled.With(
            changed.Where(feature => feature.Json is not null).Select(Source),
            changed.Where(feature => feature.Json is null).Select(feature => feature.Key)));

    private static FeatureSource Source(PublishedFeature feature) => new(feature.Key, feature.Enabled, feature.Json!);
}
