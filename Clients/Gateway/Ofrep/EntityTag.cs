using System.IO.Hashing;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// Would this subject get the same answer again? Ruleset, staleness and what the rules look at are in the tag.
/// </summary>
/// <remarks>
/// The attributes must be: the web provider sends the old tag again when any attribute but the targeting key changes.
/// One that no rule looks at need not be.
/// </remarks>
internal static class EntityTag
{
    /// <param name="subject">After enrichment.</param>
    public static string Of(ServedRuleset ruleset, bool stale, Subject subject)
    {
        var hash = new XxHash128();
        hash.Append(ruleset.Fingerprint.Span);
        hash.Append([stale ? (byte)1 : (byte)0]);
        var sink = new HashSink(hash);
        subject.AppendTo(ruleset.Compiled, ref sink);
        return $"\"{hash.GetCurrentHashAsUInt128():x32}\"";
    }

    /// <summary>Compares weakly, as RFC 9110 13.1.2 has it for If-None-Match; "*" matches nothing here.</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag)
    {
        foreach (var line in ifNoneMatch)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan()[range].Trim();
                if (candidate.StartsWith("W/"))
                    candidate = candidate[2..];
                if (candidate.SequenceEqual(tag))
                    return true;
            }
        }

        return false;
    }

    private readonly struct HashSink(XxHash128 hash) : IByteSink
    {
        public void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);
    }
}
