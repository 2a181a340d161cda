using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Access;
using Actors.Contracts.Auditing;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Access;

/// <summary>Holds the access tokens of a region, as hashes.</summary>
[GrainType("access")]
internal sealed class AccessGrain : Grain, IAccessGrain
{
    private readonly Storage<AccessState> _state;
    private readonly AuditOutbox _outbox;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;

    public AccessGrain(
        [PersistentState("access", StorageNames.Actors)] IPersistentState<AccessState> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<AccessGrain> logger)
    {
        _state = new Storage<AccessState>(storage, this);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
        (_audit, _time) = (audit, time);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        _outbox.Send(cancellationToken);

    public Task<Answer<AccessToken>> Verify(string hash, CancellationToken cancellation) =>
        Task.FromResult<Answer<AccessToken>>(TokenDecisions.Verify(
            _state.Durable.Tokens, hash, _time.GetUtcNow()) switch
        {
            Decision<AccessToken>.Accepted(var token) => token,
            Decision<AccessToken>.Refused(var reason) => reason,
            var other => throw new InvalidOperationException($"Unknown decision {other}."),
        });

    public Task<ImmutableArray<AccessToken>> List(CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<AccessToken>>([.. _state.Durable.Tokens.Values]);

    public Task<Answer<AccessToken>> Issue(AccessToken token, Authorship authorship, CancellationToken cancellation) =>
        Keep(TokenDecisions.Issue(_state.Newest.Tokens, token), token.Id, "issued", authorship, cancellation);

    public async Task<Answer<AccessToken>> Revoke(string id, Authorship authorship, CancellationToken cancellation)
    {
        if (_state.Newest.Revoked.Of(authorship.OperationId, id) is { } revoked)
        {
            await _state.Settled;
            return revoked;
        }

        var decision = TokenDecisions.Revoke(_state.Newest.Tokens, id, _time.GetUtcNow());
        return await Keep(decision, id, "revoked", authorship, cancellation);
    }

    public Task<ImmutableArray<AuditEntry>> Audit(AuditQuery query, CancellationToken cancellation) =>
        _audit.Read(AccessAudit.Project, query, cancellation);

    public Task Bootstrap(string hash, CancellationToken cancellation) =>
        Keep(
            TokenDecisions.Bootstrap(_state.Newest.Tokens, hash, _time.GetUtcNow()),
            TokenDecisions.BootstrapId,
            "issued",
            new Authorship("actors", "the operator's bootstrap token, as configured", $"bootstrap-{hash[..16]}"),
            cancellation);

    private async Task<Answer<AccessToken>> Keep(
        Decision<ImmutableSortedDictionary<string, AccessToken>> decision,
        string id,
        string verb,
        Authorship authorship,
        CancellationToken cancellation)
    {
        if (decision is Decision<ImmutableSortedDictionary<string, AccessToken>>.Refused(var reason))
        {
            return reason;
        }

        var state = _state.Newest;
        var next = ((Decision<ImmutableSortedDictionary<string, AccessToken>>.Accepted)decision).Next;
        var token = next.GetValueOrDefault(id) ?? state.Tokens[id];
        if (!ReferenceEquals(next, state.Tokens))
        {
            var revoked = next.ContainsKey(id) ? state.Revoked : state.Revoked.With(authorship.OperationId, id, token);
            var changed = state with { Revision = state.Revision + 1, Tokens = next, Revoked = revoked };
            var entry = AccessAudit.Entry(changed.Revision, next, token, verb, authorship, _time.GetUtcNow());
            await _state.Keep(changed with { Unaudited = _outbox.With(state.Unaudited, entry) });
        }

        await _outbox.Send(cancellation);
        return token;
    }
}
