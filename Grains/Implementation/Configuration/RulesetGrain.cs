using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>Owns one environment's versions: keeps what is handed over, and tells the gateways what is newer.</summary>
[GrainType("ruleset")]
internal sealed class RulesetGrain : Grain, IRulesetGrain
{
    private static readonly TimeSpan _lookPeriod = TimeSpan.FromSeconds(2);

    private readonly Storage<RulesetState> _state;
    private readonly Storage<RosterState> _roster;
    private readonly AuditOutbox _outbox;
    private readonly RulesetRecorder _recorder;
    private readonly Changes _changes;
    private readonly RulesetLog _log = new();
    private readonly TimeProvider _time;
    private readonly FollowingGateways _following;
    private readonly EnvironmentId _id;
    private GatewayRoster _gateways = GatewayRoster.Empty;

    public RulesetGrain(
        [PersistentState("ruleset", StorageNames.Actors)] IPersistentState<RulesetState> storage,
        [PersistentState("ruleset-gateways", StorageNames.Actors)] IPersistentState<RosterState> roster,
        IAuditLog audit,
        IRulesetHistory history,
        FollowingGateways following,
        IHostApplicationLifetime host,
        TimeProvider time,
        ILogger<RulesetGrain> logger)
    {
        (_following, _time) = (following, time);
        _changes = new Changes(host, time);
        _state = new Storage<RulesetState>(storage, this, _ => Tell());
        _roster = new Storage<RosterState>(roster, this);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
        _id = GrainKeys.EnvironmentOf(this.GetPrimaryKeyString());
        _recorder = new RulesetRecorder(_id, history, this, logger, () => _state.Durable);
    }

    private RulesetDocument Document => _state.Durable.Document;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _gateways = GatewayRoster.Of(_roster.Durable.Gateways, _time.GetUtcNow());
        await _outbox.Send(cancellationToken);
        await _recorder.CatchUp(cancellationToken);
        this.RegisterGrainTimer(
            LookAtGateways, new GrainTimerCreationOptions(_lookPeriod, _lookPeriod) { Interleave = true });

        // Gateways wake this actor right after a failure; so the project learns at once that it may have work left.
        GrainFactory.GetProject(_id.Project).Resume(CancellationToken.None).Ignore();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _following.Forget(_id);
        return Task.CompletedTask;
    }

    public Task<RulesetDocument> Snapshot(CancellationToken cancellation) => Task.FromResult(Document);

    public async Task<long> Publish(ImmutableArray<PublishedFeature> features, CancellationToken cancellation)
    {
        var state = _state.Newest;
        var next = Publishing.Accept(state.Document, features, _time.GetUtcNow());
        Remember(state.Document, next, new RulesetNews(Features: [.. features.Select(feature => feature.Key)]));
        await _state.Keep(_recorder.With(state, next));
        return next.Version;
    }

    public async Task<long> PublishGroups(ImmutableArray<PublishedGroup> groups, CancellationToken cancellation)
    {
        var state = _state.Newest;
        var next = Publishing.AcceptGroups(state.Document, groups, _time.GetUtcNow());
        Remember(state.Document, next, new RulesetNews(Groups: [.. groups.Select(group => group.Id)]));
        await _state.Keep(_recorder.With(state, next));
        return next.Version;
    }

    public async Task<long> PublishExperiment(ExperimentRules rules, CancellationToken cancellation)
    {
        var state = _state.Newest;
        var (next, changed) = Publishing.AcceptExperiment(state.Document, rules, _time.GetUtcNow());
        Remember(state.Document, next, new RulesetNews(Features: changed));
        await _state.Keep(_recorder.With(state, next));
        return next.Version;
    }

    public async IAsyncEnumerable<RulesetUpdate> Watch(
        long afterVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = afterVersion;
        do
        {
            var update = _log.Since(Document, told);
            yield return update;
            told = update.Version;
        }
        while (await _changes.Wait(() => Document.Version != told, cancellation));
    }

    public Task<Answer<SdkKey>> IssueKey(SdkKey key, Authorship authorship, CancellationToken cancellation) =>
        ChangeKeys(
            Publishing.Issue(_state.Newest.Document, key, _time.GetUtcNow()),
            key.Id,
            "issued",
            authorship,
            cancellation);

    public async Task<Answer<SdkKey>> RevokeKey(string id, Authorship authorship, CancellationToken cancellation)
    {
        if (_state.Newest.Revoked.Of(authorship.OperationId, id) is { } revoked)
        {
            await Settle(cancellation);
            return revoked;
        }

        var decision = Publishing.Revoke(_state.Newest.Document, id, _time.GetUtcNow());
        return await ChangeKeys(decision, id, "revoked", authorship, cancellation);
    }

    public Task<long> Permit(bool clientKeysMayFetchRules, Authorship authorship, CancellationToken cancellation) =>
        ChangeEnvironment(
            Publishing.Permit(_state.Newest.Document, clientKeysMayFetchRules, _time.GetUtcNow()),
            new RulesetNews(),
            next => RulesetAudit.Environment(
                _id, next, clientKeysMayFetchRules ? "permitted" : "forbidden", authorship),
            cancellation);

    public async Task<Answer<long>> PutBandit(
        PublishedBandit bandit, Authorship authorship, CancellationToken cancellation) =>
        Publishing.PutBandit(_state.Newest.Document, bandit, _time.GetUtcNow()) switch
        {
            Decision<RulesetDocument>.Accepted(var written) => await ChangeEnvironment(
                written,
                new RulesetNews(Bandits: true),
                next => RulesetAudit.Bandit(_id, next, bandit.Id, "written", authorship),
                cancellation),
            Decision<RulesetDocument>.Refused(var reason) => reason,
            var other => throw new InvalidOperationException($"Unknown decision {other}."),
        };

    public Task<long> RemoveBandit(string id, Authorship authorship, CancellationToken cancellation) =>
        ChangeEnvironment(
            Publishing.RemoveBandit(_state.Newest.Document, id, _time.GetUtcNow()),
            new RulesetNews(Bandits: true),
            next => RulesetAudit.Bandit(_id, next, id, "removed", authorship),
            cancellation);

    public Task<long> Remove(bool removed, Authorship authorship, CancellationToken cancellation) =>
        ChangeEnvironment(
            Publishing.Remove(_state.Newest.Document, removed, _time.GetUtcNow()),
            new RulesetNews(Keys: removed, Bandits: removed),
            next => RulesetAudit.Environment(_id, next, removed ? "removed" : "restored", authorship),
            cancellation);

    public Task Report(GatewayReport report, CancellationToken cancellation)
    {
        var known = _gateways.Known();
        _gateways = _gateways.Hear(report, _time.GetUtcNow(), version => _log.PublishedAt(Document, version));

        // Who there is outlives this activation, what they last said need not: they say it again in two seconds.
        var now = _gateways.Known();
        return now.Select(gateway => gateway.Gateway).SequenceEqual(known.Select(gateway => gateway.Gateway))
            ? Task.CompletedTask
            : _roster.Keep(new RosterState { Gateways = now });
    }

    public Task<Propagation> Propagation(CancellationToken cancellation)
    {
        var document = Document;
        return Task.FromResult(new Propagation(
            document.Version,
            document.PublishedAt,
            document.ContentHash,
            Progress())
        {
            ClientKeysMayFetchRules = document.ClientKeysMayFetchRules,
        });
    }

    private ImmutableArray<GatewayProgress> Progress() => _gateways.View(
        Document.Version, version => _log.PublishedAt(Document, version), _time.GetUtcNow());

    private Task LookAtGateways(CancellationToken cancellation)
    {
        _following.See(_id, Progress());
        return Task.CompletedTask;
    }

    private async Task<Answer<SdkKey>> ChangeKeys(
        Decision<RulesetDocument> decision,
        string id,
        string verb,
        Authorship authorship,
        CancellationToken cancellation)
    {
        if (decision is Decision<RulesetDocument>.Refused(var reason))
        {
            return reason;
        }

        var state = _state.Newest;
        var next = ((Decision<RulesetDocument>.Accepted)decision).Next;
        var key = next.Keys.GetValueOrDefault(id) ?? state.Document.Keys[id];
        if (!ReferenceEquals(next, state.Document))
        {
            Remember(state.Document, next, new RulesetNews(Keys: true));
            var revoked = next.Keys.ContainsKey(id)
                ? state.Revoked
                : state.Revoked.With(authorship.OperationId, id, key);
            Keep(state with { Revoked = revoked }, next, RulesetAudit.Key(_id, next, key, verb, authorship)).Ignore();
        }

        await Settle(cancellation);
        return key;
    }

    private async Task<long> ChangeEnvironment(
        RulesetDocument next,
        RulesetNews news,
        Func<RulesetDocument, AuditEntry> entry,
        CancellationToken cancellation)
    {
        var state = _state.Newest;
        if (!ReferenceEquals(next, state.Document))
        {
            Remember(state.Document, next, news);
            Keep(state, next, entry(next)).Ignore();
        }

        await Settle(cancellation);
        return next.Version;
    }

    private Task Keep(RulesetState state, RulesetDocument next, AuditEntry entry) =>
        _state.Keep(_recorder.With(state, next) with { Unaudited = _outbox.With(state.Unaudited, entry) });

    private async Task Settle(CancellationToken cancellation)
    {
        await _state.Settled;
        await _outbox.Send(cancellation);
    }

    private void Tell()
    {
        _changes.Tell();
        _recorder.Send(CancellationToken.None).Ignore();
    }

    private void Remember(RulesetDocument before, RulesetDocument next, RulesetNews news)
    {
        if (next.Version != before.Version)
        {
            _log.Add(next, news);
        }
    }
}
