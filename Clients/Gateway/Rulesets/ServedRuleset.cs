using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Actors.Configuration;
using Actors.Evaluation;
using Actors.Gateway.Allocation;

namespace Actors.Gateway.Rulesets;

/// <summary>What does one environment serve? Immutable: a change makes a new one and swaps the reference.</summary>
internal sealed class ServedRuleset
{
    private readonly SavedGroups _groups;
    private ExperimentDraws? _draws;

    private ServedRuleset(
        EnvironmentId environment,
        RulesetDocument document,
        SavedGroups groups,
        Ruleset compiled,
        RememberedExperiments remembered)
    {
        (Environment, Document, _groups, Compiled) = (environment, document, groups, compiled);
        Remembered = remembered;
        Name = environment.ToString();
        Fingerprint = Encoding.UTF8.GetBytes($"{environment} {document.Version} {document.ContentHash}");
    }

    public EnvironmentId Environment { get; }

    /// <summary>"project/environment", as metrics show it.</summary>
    public string Name { get; }

    /// <summary>What was published; without tombstones.</summary>
    public RulesetDocument Document { get; }

    public Ruleset Compiled { get; }

    /// <summary>For exposures that clients report; made when the first one comes.</summary>
    public ExperimentDraws Draws => _draws ??= ExperimentDraws.Of(Compiled);

    /// <summary>Where what is stored of a subject can change the answer.</summary>
    public RememberedExperiments Remembered { get; }

    public long Version => Document.Version;

    /// <summary>Equal for equal content in every gateway; the part of an ETag that is not the subject.</summary>
    public ReadOnlyMemory<byte> Fingerprint { get; }

    public static ServedRuleset Whole(EnvironmentId environment, RulesetDocument document)
    {
        var groups = Change(SavedGroups.Empty, document.SavedGroups.Values);
        return new(
            environment,
            document,
            groups,
            Ruleset.Compile(Published(document).Select(Source), groups, Bandits(document)),
            RememberedExperiments.None.With(Published(document)));
    }

    /// <summary>The ruleset after an update that builds on this one; compiles only what changed.</summary>
    /// <param name="groups">Those that are new, different or gone.</param>
    public ServedRuleset With(
        RulesetDocument next, ImmutableArray<PublishedFeature> changed, ImmutableArray<PublishedGroup> groups)
    {
        var all = groups.IsDefaultOrEmpty ? null : Change(_groups, groups);
        var compiled = Compiled.With(
            changed.Where(feature => feature.Json is not null).Select(Source),
            changed.Where(feature => feature.Json is null).Select(feature => feature.Key),
            all,
            ReferenceEquals(next.ContextualBandits, Document.ContextualBandits) ? null : Bandits(next));
        return new(Environment, next, all ?? _groups, compiled, Remembered.With(changed));
    }

    // A document that comes straight from its actor has tombstones.
    private static IEnumerable<PublishedFeature> Published(RulesetDocument document) =>
        document.Features.Values.Where(feature => feature.Json is not null);

    private static FeatureSource Source(PublishedFeature feature) => new(feature.Key, feature.Enabled, feature.Json!);

    // What is no list of values was never accepted from anybody; should it come all the same, nobody belongs to it.
    private static SavedGroups Change(SavedGroups known, IEnumerable<PublishedGroup> groups)
    {
        foreach (var group in groups)
        {
            known = group.Values is { } values
                && known.TryWith(group.Id, JsonElement.Parse(values), out var more, out _)
                ? more
                : known.Without(group.Id);
        }

        return known;
    }

    private static ContextualBandits Bandits(RulesetDocument document)
    {
        var members = document.ContextualBandits.Values.Select(
            bandit => $"\"{JsonEncodedText.Encode(bandit.Id)}\":{bandit.Json}");
        return ContextualBandits.TryFrom(
            JsonElement.Parse($"{{{string.Join(',', members)}}}"), out var bandits, out _)
            ? bandits
            : ContextualBandits.Empty;
    }
}
