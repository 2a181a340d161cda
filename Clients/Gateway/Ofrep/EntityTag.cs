using System.IO.Hashing;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// Would this subject get the same answer again? Ruleset, staleness, stream and what the rules look at are in the tag.
/// </summary>
/// <remarks>
/// The attributes must be: the web provider sends the old tag again when any attribute but the targeting key changes.
/// One that no rule looks at need not be.
/// </remarks>
internal static class EntityTag
{
    /// <param name="subject">After enrichment.</param>
    /// <param name="streams">What is told of streams: another key has another one.</param>
    public static string Of(ServedRuleset ruleset, bool stale, ReadOnlySpan<byte> streams, Subject subject)
    {
        var hash = new XxHash128();
        hash.Append(ruleset.Fingerprint.Span);
        hash.Append([stale ? (byte)1 : (byte)0]);
        hash.Append(streams);
        var sink = new HashSink(hash);
        subject.AppendTo(ruleset.Compiled, ref sink);
        return $"\"{hash.GetCurrentHashAsUInt128():x32}\"";
    }

    /// <summary>Compares weakly, as RFC 9110 13.1.2 has it for If-None-Match; "*" matches nothing here.</summary>
    /// <param name="tag">Strong or weak.</param>
    public static bool Matches(StringValues ifNoneMatch, string tag)
    {
        var opaque = Opaque(tag);
        foreach (var line in ifNoneMatch)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                if (Opaque(line.AsSpan()[range].Trim()).SequenceEqual(opaque))
                    return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => tag.StartsWith("W/") ? tag[2..] : tag;

    private readonly struct HashSink(XxHash128 hash) : IByteSink
    {
        public void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);
    }
}
