using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;

namespace Actors.Implementation.Configuration;

/// <summary>Reads earlier versions, for gateways, which have no database.</summary>
[GrainType("ruleset-history")]
internal sealed class RulesetHistoryGrain : Grain, IRulesetHistoryGrain
{
    private readonly IRulesetHistory _history;
    private readonly EnvironmentId _id;

    public RulesetHistoryGrain(IRulesetHistory history)
    {
        _history = history;
        _id = GrainKeys.HistoryOf(this.GetPrimaryKeyString());
    }

    public async Task<Answer<RulesetDocument>> Read(
        long? version, DateTimeOffset at, CancellationToken cancellation)
    {
        var wanted = version ?? await _history.VersionAt(_id, at, cancellation);
        var document = wanted is { } known ? await _history.Read(_id, known, cancellation) : null;
        return document is not null
            ? document
            : new Refusal("version-not-found", "That version of the environment is not kept, or not any more.");
    }
}
