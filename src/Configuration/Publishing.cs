using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What becomes of an environment's published document?</summary>
/// <remarks>When nothing changes, the answer is the same reference.</remarks>
public static class Publishing
{
    public const int MaxKeys = 100;
    public const int MaxOrigins = 100;

    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Takes features over: of each key the highest revision, if it is newer than the known one. The version moves once
    /// for all of them, and only if what is published is different afterwards.
    /// </summary>
    public static RulesetDocument Accept(
        RulesetDocument document, IReadOnlyCollection<PublishedFeature> features, DateTimeOffset now)
    {
        var newer = Newer(
            features,
            feature => (feature.Key, feature.Revision),
            key => document.Features.GetValueOrDefault(key)?.Revision);
        if (newer.Count == 0)
        {
            return document;
        }

        return Composed(document, newer, now);
    }

    /// <summary>
    /// Takes over what an experiment adds to features, if it is newer than what is known of the experiment.
    /// </summary>
    /// <returns>The next document, and the features in which something else is published now.</returns>
    public static (RulesetDocument Next, ImmutableArray<string> Changed) AcceptExperiment(
        RulesetDocument document, ExperimentRules rules, DateTimeOffset now)
    {
        var before = document.Experiments.GetValueOrDefault(rules.Experiment);
        if (rules.Revision <= (before?.Revision ?? 0))
        {
            return (document, []);
        }

        var known = Composition.Driven(before, rules).Where(document.Features.ContainsKey);
        var own = known.Select(key => document.Own.GetValueOrDefault(key) ?? document.Features[key]).ToList();
        var next = Composed(
            document with { Experiments = document.Experiments.SetItem(rules.Experiment, rules) }, own, now);
        return (next, [.. own.Select(one => one.Key).Where(key => document.Features[key] != next.Features[key])]);
    }

    /// <summary>Takes saved groups over, as <see cref="Accept"/> takes features.</summary>
    public static RulesetDocument AcceptGroups(
        RulesetDocument document, IReadOnlyCollection<PublishedGroup> groups, DateTimeOffset now)
    {
        var known = document.SavedGroups;
        var newer = Newer(
            groups, group => (group.Id, group.Revision), id => known.GetValueOrDefault(id)?.Revision);
        if (newer.Count == 0)
        {
            return document;
        }

        var next = document with
        {
            SavedGroups = known.SetItems(newer.Select(group => KeyValuePair.Create(group.Id, group))),
        };
        return newer.Any(group => known.GetValueOrDefault(group.Id)?.Values != group.Values) ? Moved(next, now) : next;
    }

    /// <summary>Lets client keys fetch the payload with its rules, or forbids it again.</summary>
    public static RulesetDocument Permit(
        RulesetDocument document, bool clientKeysMayFetchRules, DateTimeOffset now) =>
        document.ClientKeysMayFetchRules == clientKeysMayFetchRules
            ? document
            : Moved(document with { ClientKeysMayFetchRules = clientKeysMayFetchRules }, now);

    /// <summary>Refused with "bandit-invalid" and every problem.</summary>
    public static Decision<RulesetDocument> PutBandit(
        RulesetDocument document, PublishedBandit bandit, DateTimeOffset now)
    {
        var problems = BanditForm.Problems(bandit);
        if (!problems.IsEmpty)
        {
            return new Refusal("bandit-invalid", "The bandit has problems; each is listed.") { Problems = problems };
        }

        var (known, next) = (document.ContextualBandits, bandit with { Json = CanonicalJson.Of(bandit.Json) });
        if (known.GetValueOrDefault(bandit.Id) == next)
        {
            return document;
        }

        return known.Count < BanditForm.MaxBandits || known.ContainsKey(bandit.Id)
            ? Moved(document with { ContextualBandits = known.SetItem(bandit.Id, next) }, now)
            : new Refusal("bandit-invalid", $"An environment has at most {BanditForm.MaxBandits:N0} bandits.");
    }

    public static RulesetDocument RemoveBandit(RulesetDocument document, string id, DateTimeOffset now) =>
        document.ContextualBandits.ContainsKey(id)
            ? Moved(document with { ContextualBandits = document.ContextualBandits.Remove(id) }, now)
            : document;

    /// <summary>
    /// The same key again changes nothing. Refused with "key-exists" when the id or the secret is taken by another key,
    /// or "key-invalid" with every problem.
    /// </summary>
    public static Decision<RulesetDocument> Issue(RulesetDocument document, SdkKey key, DateTimeOffset now)
    {
        var problems = SdkKeyForm.Problems(key);
        if (!problems.IsEmpty)
        {
            return new Refusal("key-invalid", "The key has problems; each is listed.") { Problems = problems };
        }

        if (document.Keys.TryGetValue(key.Id, out var known))
        {
            return RulesetHash.Of(known) == RulesetHash.Of(key)
                ? document
                : new Refusal("key-exists", $"There is another key '{key.Id}'.");
        }

        if (document.Keys.Values.FirstOrDefault(other => other.Hash == key.Hash) is { } twin)
        {
            return new Refusal("key-exists", $"The key '{twin.Id}' has the same secret.");
        }

        return document.Keys.Count < MaxKeys
            ? Moved(document with { Keys = document.Keys.Add(key.Id, key) }, now)
            : new Refusal("key-invalid", $"An environment has at most {MaxKeys} keys: revoke one first.");
    }

    /// <summary>Refused with "key-not-found".</summary>
    public static Decision<RulesetDocument> Revoke(RulesetDocument document, string id, DateTimeOffset now) =>
        document.Keys.ContainsKey(id)
            ? Moved(document with { Keys = document.Keys.Remove(id) }, now)
            : new Refusal("key-not-found", $"There is no key '{id}'.");

    /// <summary>
    /// A removed environment has no keys and no bandits and permits nothing: they must not be those of another one that
    /// is made under its name.
    /// </summary>
    /// <param name="removed">Whether the environment is gone, or exists (again).</param>
    public static RulesetDocument Remove(RulesetDocument document, bool removed, DateTimeOffset now)
    {
        if (document.Removed == removed)
        {
            return document;
        }

        var kept = removed
            ? document with
            {
                Keys = document.Keys.Clear(),
                ClientKeysMayFetchRules = false,
                ContextualBandits = document.ContextualBandits.Clear(),
            }
            : document;
        return Moved(kept with { Removed = removed }, now);
    }

    /// <summary>
    /// SHA-256 of the payload, 64 lower-case hex digits: features, saved groups, keys, what they may, and whether it is
    /// removed, but no revisions, tombstones, versions or times.
    /// </summary>
    public static string Hash(RulesetDocument document) => RulesetHash.Of(document);

    /// <summary>Of each key what has the highest revision, where that is above the known one.</summary>
    private static List<T> Newer<T>(
        IEnumerable<T> offered, Func<T, (string Key, long Revision)> of, Func<string, long?> known) =>
        [
            .. offered
                .GroupBy(one => of(one).Key, StringComparer.Ordinal)
                .Select(same => same.MaxBy(one => of(one).Revision)!)
                .Where(one => of(one).Revision > (known(of(one).Key) ?? 0)),
        ];

    /// <summary>Publishes features as their owners wrote them, with what experiments add.</summary>
    private static RulesetDocument Composed(
        RulesetDocument document, List<PublishedFeature> own, DateTimeOffset now)
    {
        var published = own.ConvertAll(feature => Composition.Of(feature, document.Experiments.Values));
        var driven = own.Where(feature => Composition.IsDriven(feature.Key, document.Experiments.Values)).ToList();
        var next = document with
        {
            Features = document.Features.SetItems(published.Select(one => KeyValuePair.Create(one.Key, one))),
            Own = document.Own.RemoveRange(own.Select(one => one.Key))
                .SetItems(driven.Select(one => KeyValuePair.Create(one.Key, one))),
        };
        var differs = published.Any(feature => Differ(document.Features.GetValueOrDefault(feature.Key), feature));
        return differs ? Moved(next, now) : next;
    }

    private static bool Differ(PublishedFeature? before, PublishedFeature after) =>
        before?.Json != after.Json || after.Json is not null && before?.Enabled != after.Enabled;

    private static RulesetDocument Moved(RulesetDocument next, DateTimeOffset now) =>
        next with { Version = next.Version + 1, PublishedAt = After(next.PublishedAt, now), ContentHash = Hash(next) };

    // SDKs tell versions apart by their time, in milliseconds, so it goes on even when the clock does not.
    private static DateTimeOffset After(DateTimeOffset before, DateTimeOffset now) =>
        now - before >= _step ? now : before + _step;
}
