using System.Collections.Immutable;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Allocation;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Allocation;

/// <summary>Holds what is kept of one subject; asks <see cref="UserDecisions"/> what becomes of it.</summary>
[GrainType("user")]
internal sealed partial class UserGrain : Grain, IUserGrain
{
    // Whatever is about to be kept of a subject that was listed is kept, or has failed, after so long.
    private static readonly TimeSpan _settled = TimeSpan.FromMinutes(1);

    private readonly Storage<UserState> _state;
    private readonly AuditOutbox _outbox;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly UserEvents _events;
    private readonly UserId _id;
    private readonly ulong _hash;

    public UserGrain(
        [PersistentState("user", StorageNames.Actors)] IPersistentState<UserState> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<UserGrain> logger)
    {
        _id = GrainKeys.UserOf(this.GetPrimaryKeyString());
        _hash = UserId.HashOf(_id.Value);
        _events = new UserEvents(GrainFactory, _id);
        (_time, _logger) = (time, logger);
        _state = new Storage<UserState>(storage, this);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
    }

    private UserMemory Memory => _state.Durable.Memory;

    private EnvironmentId Environment => new(_id.Project, _id.Environment);

    private IOverriddenGrain Index => GrainFactory.GetOverridden(Environment);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _outbox.Send(cancellationToken);

    public async Task<UserMemory> Read(CancellationToken cancellation)
    {
        var events = await _events.Read(cancellation);
        return UserDecisions.Learn(UserDecisions.WithoutExpired(Memory, _time.GetUtcNow()), events);
    }

    public async Task<UserRecall> Recall(
        ImmutableArray<Proposal> proposals, long rulesetVersion, bool isListed, CancellationToken cancellation)
    {
        // Who has met a variation already keeps that one, and only the log knows.
        var events = UserDecisions.HasUnknown(Memory, proposals) ? await _events.Read(cancellation) : [];
        var now = _time.GetUtcNow();
        var state = _state.Newest;
        var known = events.IsEmpty ? state.Memory : UserDecisions.Learn(state.Memory, events);
        var next = UserDecisions.Assign(known, proposals, rulesetVersion, now);
        await _state.Keep(ReferenceEquals(next, state.Memory) ? state : state with { Memory = next });
        var current = UserDecisions.WithoutExpired(Memory, now);
        if (isListed && current.Overrides.IsEmpty)
        {
            // Or gateways would go on asking for nothing.
            StrikeOff(Math.Max(current.Revision, (now - _settled).ToUnixTimeMilliseconds())).Ignore();
        }

        return new(current.Revision, [.. current.Overrides.Values], [.. current.Assignments.Values]);
    }

    public async Task<Answer<UserMemory>> PutOverride(
        OverrideTarget target,
        string given,
        DateTimeOffset? expiresAt,
        Authorship authorship,
        CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var wanted = new Override(target, given, authorship.Author, authorship.Comment, now, expiresAt);
        if (UserDecisions.Put(_state.Newest.Memory, wanted, now) is Decision<UserMemory>.Refused(var reason))
        {
            return reason;
        }

        // Gateways must ask about the subject before there is anything to be told; late, they would miss it.
        var revision = Math.Max(_state.Newest.Memory.Revision + 1, now.ToUnixTimeMilliseconds());
        if (await Index.List(_id.Attribute, _hash, revision, cancellation) is { } full)
        {
            return full;
        }

        return await Keep(memory => UserDecisions.Put(memory, wanted, now), target, authorship, now, cancellation);
    }

    public async Task<Answer<UserMemory>> RemoveOverride(
        OverrideTarget target, Authorship authorship, CancellationToken cancellation)
    {
        if (_state.Newest.LastRemoval == authorship.OperationId)
        {
            await _state.Settled;
            return Memory;
        }

        var now = _time.GetUtcNow();
        var answer = await Keep(
            memory => UserDecisions.Remove(memory, target, now), target, authorship, now, cancellation);
        if (answer.Value is { Overrides.IsEmpty: true } left)
        {
            await StrikeOff(left.Revision);
        }

        return answer;
    }

    public async Task<Erasure> Erase(Authorship authorship, CancellationToken cancellation)
    {
        var (now, state) = (_time.GetUtcNow(), _state.Newest);
        var before = state.Memory;
        var next = UserDecisions.Erase(before, now);
        var entry = UserAudit.Erased(_id, next, authorship, now);
        await _state.Keep(new UserState { Memory = next, Unaudited = _outbox.With(state.Unaudited, entry) });
        await StrikeOff(next.Revision);
        await GrainFactory.GetPopulation(Environment).Forget(_id.Attribute, _id.Value, cancellation);
        var (events, areGone) = await _events.Erase(cancellation);
        await _outbox.Send(cancellation);
        var isGone = _outbox.IsEmpty && Memory.IsEmpty && await _state.Remove() && areGone;
        return new Erasure(
            before.Assignments.Count,
            before.Overrides.Count,
            before.Exposures.Count,
            before.Timeline.Length,
            isGone,
            events);
    }

    private async Task<Answer<UserMemory>> Keep(
        Func<UserMemory, Decision<UserMemory>> decide,
        OverrideTarget target,
        Authorship authorship,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var state = _state.Newest;
        var decision = decide(state.Memory);
        if (decision is Decision<UserMemory>.Refused(var reason))
        {
            return reason;
        }

        var next = ((Decision<UserMemory>.Accepted)decision).Next;
        if (!ReferenceEquals(next, state.Memory))
        {
            var entry = UserAudit.Override(_id, next, target, authorship, now);
            var isRemoved = !next.Overrides.ContainsKey(target.ToString());
            await _state.Keep(state with
            {
                Memory = next,
                Unaudited = _outbox.With(state.Unaudited, entry),
                LastRemoval = isRemoved ? authorship.OperationId : state.LastRemoval,
            });
        }

        await _outbox.Send(cancellation);
        return next;
    }

    /// <summary>What fails here is repaired when a gateway asks the next time, for nothing.</summary>
    private async Task StrikeOff(long revision)
    {
        try
        {
            await Index.StrikeOff(_id.Attribute, _hash, revision);
        }
        catch (Exception failure)
        {
            Log.NotStruckOff(_logger, _id.Project, _id.Environment, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A subject of {Project}/{Environment} without overrides is still listed")]
        public static partial void NotStruckOff(
            ILogger logger, string project, string environment, Exception failure);
    }
}
