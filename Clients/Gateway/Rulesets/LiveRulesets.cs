using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Actors.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Rulesets;

/// <summary>Who let this key in, and what do they get?</summary>
/// <param name="Hash">Of the key's secret.</param>
/// <param name="StreamToken">Opens a stream of news and nothing else; see <see cref="StreamTokens"/>.</param>
internal sealed record Admission(LiveEnvironment Environment, SdkKey Key, KeyHash Hash, string StreamToken);

/// <summary>
/// What does this gateway serve, and to whom? Read without locks on every request; written by the feed.
/// </summary>
internal sealed class LiveRulesets(IOptions<GatewaySettings> settings, TimeProvider time)
{
    private readonly Lock _writing = new();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private volatile ImmutableSortedDictionary<string, LiveEnvironment> _environments =
        ImmutableSortedDictionary.Create<string, LiveEnvironment>(StringComparer.Ordinal);
    private volatile AdmissionList _admissions = AdmissionList.Empty;
    private volatile bool _heardAll;

    /// <summary>By id, ordinal.</summary>
    public ImmutableSortedDictionary<string, LiveEnvironment> Environments => _environments;

    public TimeSpan StaleAfter => settings.Value.StaleAfter;

    /// <summary>
    /// Whether an unknown key may be called wrong. Not before the region told everything, or was silent for so long
    /// that the disk copies have to do: to an SDK, "unauthorized" is final.
    /// </summary>
    public bool KnowsAllKeys =>
        _heardAll || (!_environments.IsEmpty && time.GetUtcNow() - _startedAt > StaleAfter);

    public Admission? Find(KeyHash key) => _admissions.ByHash.GetValueOrDefault(key);

    /// <param name="secret">As a client sent it.</param>
    public Admission? Find(ReadOnlySpan<char> secret) => _admissions.Find(secret);

    public Admission? FindStream(string token) => _admissions.ByStreamToken.GetValueOrDefault(token);

    public LiveEnvironment? Find(EnvironmentId id) => _environments.GetValueOrDefault(id.ToString());

    /// <summary>Whether a page of this origin may ask, with some key.</summary>
    public bool AllowsOrigin(string origin) =>
        _admissions.Origins.Contains("*") || _admissions.Origins.Contains(origin);

    public bool IsStale(LiveEnvironment environment) =>
        !environment.IsConfirmed || environment.Age(time.GetUtcNow()) > StaleAfter;

    /// <summary>
    /// Serves a disk copy, which was the newest at <paramref name="confirmedAt"/>, until the region is heard.
    /// </summary>
    public LiveEnvironment Restore(ServedRuleset copy, DateTimeOffset confirmedAt) =>
        Swap(copy, confirmedAt, isConfirmed: false);

    /// <summary>
    /// Swaps in what is served from now on, as known to be the newest at <paramref name="confirmedAt"/>.
    /// </summary>
    public LiveEnvironment Serve(ServedRuleset next, DateTimeOffset confirmedAt) =>
        Swap(next, confirmedAt, isConfirmed: true);

    private LiveEnvironment Swap(ServedRuleset next, DateTimeOffset confirmedAt, bool isConfirmed)
    {
        lock (_writing)
        {
            var environment = Find(next.Environment);
            var keysChanged = environment is null
                || !ReferenceEquals(environment.Served.Document.Keys, next.Document.Keys);
            if (environment is null)
            {
                environment = new LiveEnvironment(next, confirmedAt, isConfirmed);
                _environments = _environments.SetItem(next.Environment.ToString(), environment);
            }
            else
            {
                environment.Serve(next, confirmedAt);
                environment.Confirm(confirmedAt);
            }

            if (keysChanged)
                _admissions = AdmissionList.Of(_environments.Values);
            environment.Announce();
            return environment;
        }
    }

    /// <summary>Lets go of an environment. Only the region may say so.</summary>
    public bool Release(EnvironmentId id)
    {
        lock (_writing)
        {
            var known = Find(id);
            _environments = _environments.Remove(id.ToString());
            _admissions = AdmissionList.Of(_environments.Values);
            known?.Announce();
            return known is not null;
        }
    }

    /// <summary>The region has told of every environment at least once.</summary>
    public void HeardAll() => _heardAll = true;

    private sealed record AdmissionList(
        FrozenDictionary<KeyHash, Admission> ByHash,
        FrozenDictionary<string, Admission> ByStreamToken,
        FrozenSet<string> Origins)
    {
        // The secrets that clients have shown, so that each is hashed once; as many as there are keys, and forgotten
        // with the list, when any key changes. Finding one takes a random hash of it: time tells nothing.
        private readonly ConcurrentDictionary<string, Admission> _shown = new(StringComparer.Ordinal);

        public static AdmissionList Empty { get; } = Of([]);

        public Admission? Find(ReadOnlySpan<char> secret)
        {
            if (_shown.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(secret, out var known))
                return known;
            if (!KeyHash.TryOf(secret, out var hash) || !ByHash.TryGetValue(hash, out var found))
                return null;
            _shown[secret.ToString()] = found;
            return found;
        }

        public static AdmissionList Of(IEnumerable<LiveEnvironment> environments)
        {
            var byHash = new Dictionary<KeyHash, Admission>();
            var origins = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var environment in environments)
            {
                foreach (var key in environment.Served.Document.Keys.Values)
                {
                    if (KeyHash.TryParse(key.Hash, out var hash))
                        byHash[hash] = new Admission(environment, key, hash, StreamTokens.Of(key.Hash));
                    origins.UnionWith(key.Origins.IsDefault ? [] : key.Origins);
                }
            }

            return new(
                byHash.ToFrozenDictionary(),
                byHash.Values.ToFrozenDictionary(admission => admission.StreamToken, StringComparer.Ordinal),
                origins.ToFrozenSet(StringComparer.OrdinalIgnoreCase));
        }
    }
}
