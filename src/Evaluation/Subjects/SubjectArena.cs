using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Where do a subject's texts, lists and objects lie? In buffers that its next request uses again.</summary>
/// <remarks>A buffer that is too small is replaced, not copied: what was cut from it lives on in it.</remarks>
internal sealed class SubjectArena
{
    private char[] _chars = new char[1_024];
    private ScriptValue[] _items = new ScriptValue[64];
    private ScriptMember[] _members = new ScriptMember[64];
    private int _charsUsed;
    private int _itemsUsed;
    private int _membersUsed;

    public void Reset() => _charsUsed = _itemsUsed = _membersUsed = 0;

    /// <summary>The text that the reader stands on, a name or a value.</summary>
    /// <exception cref="InvalidOperationException">It is not valid Unicode.</exception>
    public ScriptValue Text(ref Utf8JsonReader reader)
    {
        var longest = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        var start = Reserve(ref _chars, ref _charsUsed, longest);
        var length = reader.CopyString(_chars.AsSpan(start, longest));
        _charsUsed = start + length;
        return ScriptValue.Of(_chars, start, length);
    }

    public ScriptValue List(ReadOnlySpan<ScriptValue> items)
    {
        var start = Reserve(ref _items, ref _itemsUsed, items.Length);
        items.CopyTo(_items.AsSpan(start));
        return ScriptValue.Of(_items, start, items.Length);
    }

    public ScriptValue Object(ReadOnlySpan<ScriptMember> members)
    {
        var start = Reserve(ref _members, ref _membersUsed, members.Length);
        members.CopyTo(_members.AsSpan(start));
        return ScriptValue.Of(_members, start, members.Length);
    }

    private static int Reserve<T>(ref T[] buffer, ref int used, int needed)
    {
        if (buffer.Length - used < needed)
        {
            buffer = new T[Math.Max(buffer.Length * 2, needed)];
            used = 0;
        }
        var start = used;
        used += needed;
        return start;
    }
}
