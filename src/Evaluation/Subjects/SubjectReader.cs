using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>
/// Which JavaScript value does the JSON hold that a reader stands on? Of equal names the last one counts.
/// </summary>
/// <remarks>
/// The same values as <see cref="ScriptReader"/> reads, without a document and into buffers used again.
/// </remarks>
internal sealed class SubjectReader
{
    private readonly SubjectArena _arena = new();
    private readonly MemberNames _names = new();
    private ScriptValue[] _openItems = new ScriptValue[64];
    private ScriptMember[] _openMembers = new ScriptMember[64];
    private int _openItemCount;
    private int _openMemberCount;

    public void Reset()
    {
        _arena.Reset();
        _openItemCount = _openMemberCount = 0;
    }

    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    /// <exception cref="SubjectLimitException">It is nested too deeply, or a list or an object is too long.</exception>
    public ScriptValue Read(ref Utf8JsonReader reader, int depthLeft)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, SubjectLimitException.Deeper(depthLeft));
            case JsonTokenType.StartArray:
                return ReadList(ref reader, SubjectLimitException.Deeper(depthLeft));
            case JsonTokenType.String:
                return _arena.Text(ref reader);
            case JsonTokenType.Number:
                return ScriptValue.Of(reader.GetDouble());
            case JsonTokenType.True:
                return ScriptValue.True;
            case JsonTokenType.False:
                return ScriptValue.False;
            default:
                return ScriptValue.Null;
        }
    }

    /// <summary>The text that the reader stands on, a name or a value.</summary>
    /// <exception cref="InvalidOperationException">It is not valid Unicode.</exception>
    public ScriptValue Text(ref Utf8JsonReader reader) => _arena.Text(ref reader);

    /// <summary>Passes over a value that no rule looks at, and holds it to the same limits.</summary>
    /// <returns>The hash with the value's tokens, as they are spelt, added to it.</returns>
    public ulong Skip(ref Utf8JsonReader reader, int depthLeft, ulong hash)
    {
        hash = Hash(ref reader, hash);
        if (reader.TokenType == JsonTokenType.String)
            RefuseBrokenText(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return hash;
        depthLeft = SubjectLimitException.Deeper(depthLeft);
        var count = 0;
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            SubjectLimitException.ThrowIfTooMany(++count);
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                hash = Hash(ref reader, hash);
                RefuseBrokenText(ref reader);
                reader.Read();
            }
            hash = Skip(ref reader, depthLeft, hash);
        }
        return Hash(ref reader, hash);
    }

    /// <summary>The hash with the token that the reader stands on, as it is spelt, added to it.</summary>
    public static ulong Hash(ref Utf8JsonReader reader, ulong hash)
    {
        var token = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return XxHash3.HashToUInt64(token, (long)hash ^ ((long)reader.TokenType << 56));
    }

    private ScriptValue ReadList(ref Utf8JsonReader reader, int depthLeft)
    {
        var start = _openItemCount;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = Read(ref reader, depthLeft);
            Push(ref _openItems, ref _openItemCount, item);
            SubjectLimitException.ThrowIfTooMany(_openItemCount - start);
        }
        var list = _arena.List(_openItems.AsSpan(start, _openItemCount - start));
        _openItemCount = start;
        return list;
    }

    private ScriptValue ReadObject(ref Utf8JsonReader reader, int depthLeft)
    {
        var start = _openMemberCount;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = _arena.Text(ref reader);
            reader.Read();
            var value = Read(ref reader, depthLeft);
            Push(ref _openMembers, ref _openMemberCount, new ScriptMember(name, value));
            SubjectLimitException.ThrowIfTooMany(_openMemberCount - start);
        }
        var members = _openMembers.AsSpan(start, _openMemberCount - start);
        var written = _arena.Object(members[.._names.KeepLast(members)]);
        _openMemberCount = start;
        return written;
    }

    // A text that we do not keep may still be none: only an escape or a byte beyond ASCII can make it so.
    private void RefuseBrokenText(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence || !System.Text.Ascii.IsValid(reader.ValueSpan))
            _arena.Text(ref reader);
    }

    private static void Push<T>(ref T[] stack, ref int count, T value)
    {
        if (count == stack.Length)
            Array.Resize(ref stack, count * 2);
        stack[count++] = value;
    }
}
