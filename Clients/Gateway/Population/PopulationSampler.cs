using System.Text;
using System.Text.Json;
using Actors.Evaluation;
using Actors.Gateway.Enrichment;
using Actors.Gateway.Rulesets;
using Actors.Population;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Population;

/// <summary>Is this request's subject one of those that stand for all? Then it is cleaned, and kept a while.</summary>
/// <remarks>
/// On the hot path: of nearly every request the hash of one text, and nothing allocated. Who is wanted costs some ten
/// microseconds, for a few thousand subjects in twelve hours.
/// </remarks>
internal sealed class PopulationSampler(IOptions<GatewaySettings> settings, Enricher enricher, TimeProvider time)
{
    // As the subject was read: the context may be nested 64 levels deep, and stands in an object itself.
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 65 };

    private static readonly byte[] _byteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly bool _isOn = settings.Value.Population.Enabled;

    /// <param name="subject">As it was read from the body, for this ruleset.</param>
    /// <param name="body">As it was sent; one that is no JSON (a form) is passed over.</param>
    /// <param name="member">Where the attributes stand in it.</param>
    public void See(
        LiveEnvironment environment,
        Ruleset ruleset,
        Subject subject,
        ReadOnlySpan<byte> body,
        string member,
        IHeaderDictionary headers)
    {
        if (!_isOn)
            return;
        var hash = WhoIs(subject, ruleset);
        if (hash != 0 && environment.Seen.Wants(hash) && Sighted(hash, ruleset, body, member, headers) is { } sighting)
            environment.Seen.Add(sighting);
    }

    /// <summary>By id (or OFREP's targeting key), else by what else rules hash; 0: nobody can tell.</summary>
    private static ulong WhoIs(Subject subject, Ruleset ruleset)
    {
        var hash = subject.TextHash("id");
        for (var i = 0; hash == 0 && i < ruleset.HashAttributes.Length; i++)
            hash = subject.TextHash(ruleset.HashAttributes[i]);
        return hash;
    }

    private Sighting? Sighted(
        ulong hash, Ruleset ruleset, ReadOnlySpan<byte> body, string member, IHeaderDictionary headers)
    {
        try
        {
            var reader = new Utf8JsonReader(
                body.StartsWith(_byteOrderMark) ? body[_byteOrderMark.Length..] : body, _options);
            using var document = JsonDocument.ParseValue(ref reader);
            if (!document.RootElement.TryGetProperty(member, out var context)
                || context.ValueKind != JsonValueKind.Object)
                return null;
            var (cleaned, removed) = ContextCleaning.Clean(
                context, name => name is "id" or "targetingKey" || ruleset.HashAttributes.Contains(name));
            var added = enricher.All(headers, name => context.TryGetProperty(name, out _));
            return new Sighting(hash, time.GetUtcNow(), With(cleaned, added), removed);
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            return null; // understood by who mends bodies, but not worth a second reading of the same kind
        }
    }

    // Of equal names the last one counts.
    private static string With(string context, IEnumerable<(string Name, string Value)> added)
    {
        var all = new StringBuilder(context, 0, context.Length - 1, context.Length + 128);
        foreach (var (name, value) in added)
            all.Append(all.Length > 1 ? "," : "").Append($"\"{name}\":{JsonSerializer.Serialize(value)}");
        return all.Append('}').ToString();
    }
}
