using System.Runtime.CompilerServices;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.GrowthBook;

/// <summary>Which payload belongs to a version? Made when the first SDK asks, gone with its version.</summary>
internal sealed class Payloads
{
    private readonly ConditionalWeakTable<ServedRuleset, Lazy<Payload>> _byVersion = [];

    public Payload Of(ServedRuleset ruleset) =>
        _byVersion.GetValue(ruleset, static version => new(() => PayloadWriter.Write(version))).Value;
}
