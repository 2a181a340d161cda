using System.Runtime.CompilerServices;
using Actors.Allocation;
using Actors.Contracts.Allocation;
using Actors.Foundation;
using Microsoft.Extensions.Hosting;

namespace Actors.Implementation.Allocation;

/// <summary>Owns one environment's list of subjects with overrides, and tells the gateways of each change.</summary>
[GrainType("overridden")]
internal sealed class OverriddenGrain : Grain, IOverriddenGrain
{
    private readonly Storage<OverriddenState> _state;
    private readonly Changes _changes;
    private readonly OverriddenLog _log = new();

    public OverriddenGrain(
        [PersistentState("overridden", StorageNames.Actors)] IPersistentState<OverriddenState> storage,
        IHostApplicationLifetime host,
        TimeProvider time)
    {
        _changes = new Changes(host, time);
        _state = new Storage<OverriddenState>(storage, this, _ => _changes.Tell());
    }

    private OverriddenIndex Index => _state.Durable.Index;

    public async Task<Refusal?> List(string attribute, ulong hash, long revision, CancellationToken cancellation)
    {
        var decision = _state.Newest.Index.With(attribute, hash, revision);
        if (decision is Decision<OverriddenIndex>.Refused(var reason))
        {
            return reason;
        }

        await Keep(((Decision<OverriddenIndex>.Accepted)decision).Next, attribute, hash);
        return null;
    }

    public Task StrikeOff(string attribute, ulong hash, long revision, CancellationToken cancellation) =>
        Keep(_state.Newest.Index.Without(attribute, hash, revision), attribute, hash);

    public async IAsyncEnumerable<OverriddenUpdate> Watch(
        long afterVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = afterVersion;
        do
        {
            var update = _log.Since(Index, told);
            yield return update;
            told = update.Version;
        }
        while (await _changes.Wait(() => Index.Version != told, cancellation));
    }

    private Task Keep(OverriddenIndex next, string attribute, ulong hash)
    {
        var state = _state.Newest;
        if (next.Version != state.Index.Version)
        {
            _log.Add(next.Version, attribute, hash);
        }

        return _state.Keep(ReferenceEquals(next, state.Index) ? state : state with { Index = next });
    }
}
