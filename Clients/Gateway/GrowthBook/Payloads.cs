using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Actors.Configuration;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.GrowthBook;

/// <summary>
/// Which payload belongs to a version? Made when the first SDK asks, once for each encryption key, gone with its
/// version.
/// </summary>
internal sealed class Payloads
{
    private const string Plain = "";
    private readonly ConditionalWeakTable<ServedRuleset, ConcurrentDictionary<string, Lazy<Payload>>> _made = [];

    /// <param name="key">Says whether, and how, the payload is encrypted.</param>
    public Payload Of(ServedRuleset ruleset, SdkKey key) =>
        _made.GetValue(ruleset, static _ => new(StringComparer.Ordinal))
            .GetOrAdd(
                key.EncryptionKey ?? Plain,
                static (secret, version) => new(() => PayloadWriter.Write(version, secret == Plain ? null : secret)),
                ruleset)
            .Value;
}
