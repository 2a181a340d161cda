using System.Buffers.Binary;
using System.IO.Hashing;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// Would this subject get the same answer again? Ruleset, staleness, stream and all attributes are in the tag.
/// </summary>
/// <remarks>
/// The attributes must be: the web provider sends the old tag again when any attribute but the targeting key changes.
/// </remarks>
internal static class EntityTag
{
    [ThreadStatic]
    private static XxHash128? _hash;

    /// <param name="subject">After enrichment.</param>
    /// <param name="streams">What is told of streams: another key has another one.</param>
    public static string Of(ServedRuleset ruleset, bool stale, ReadOnlySpan<byte> streams, Subject subject)
    {
        var hash = _hash ??= new XxHash128();
        hash.Reset();
        hash.Append(ruleset.Fingerprint.Span);
        hash.Append(stale ? "stale"u8 : "fresh"u8);
        hash.Append(streams);
        var sink = new HashSink(hash);
        subject.AppendTo(ruleset.Compiled, ref sink);
        return string.Create(34, hash.GetCurrentHashAsUInt128(), Write);
    }

    /// <param name="stored">Tells apart what is stored of the subject; null: nothing is.</param>
    public static string With(string tag, string? stored) => stored is null ? tag : $"{tag[..^1]}-{stored}\"";

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

    private static void Write(Span<char> tag, UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        tag[0] = tag[^1] = '"';
        Convert.TryToHexStringLower(bytes, tag[1..], out _);
    }

    private readonly struct HashSink(XxHash128 hash) : IByteSink
    {
        public void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);
    }
}
