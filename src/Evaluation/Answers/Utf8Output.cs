using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Actors.Evaluation;

/// <summary>How do prepared pieces of JSON get into a writer's buffer? Asks the writer once for many pieces.</summary>
/// <remarks>Nothing stands in the writer's count before <see cref="Flush"/>.</remarks>
internal ref struct Utf8Output(IBufferWriter<byte> writer)
{
    /// <summary>Bytes that are copied at once.</summary>
    public const int Stride = 128;

    private const int Piece = 4_096;

    private readonly IBufferWriter<byte> _writer = writer;
    private Span<byte> _free;
    private int _written;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _free.Length - _written)
            Renew(bytes.Length);
        bytes.CopyTo(_free[_written..]);
        _written += bytes.Length;
    }

    /// <summary>Writes a part of the bytes, after whose end there are at least <see cref="Stride"/> more.</summary>
    /// <remarks>What is not longer than a stride is copied as a whole one: no branch depends on the length.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> padded, int start, int length)
    {
        if (length > Stride || _free.Length - _written < Stride)
        {
            Write(padded.Slice(start, length));
            return;
        }
        padded.Slice(start, Stride).CopyTo(_free.Slice(_written, Stride));
        _written += length;
    }

    /// <summary>A JSON text, quoted, escaped where it must be.</summary>
    public void WriteText(scoped ReadOnlySpan<char> text)
    {
        Write("\""u8);
        Span<char> escaped = stackalloc char[256];
        while (!text.IsEmpty)
        {
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text, escaped, out var read, out var written);
            WriteChars(escaped[..written]);
            text = text[read..];
        }
        Write("\""u8);
    }

    /// <summary>A number as JavaScript writes it; null where JSON has none.</summary>
    public void WriteNumber(double number)
    {
        if (!double.IsFinite(number))
        {
            Write("null"u8);
            return;
        }
        Span<char> text = stackalloc char[ScriptNumber.LongestText];
        WriteChars(text[..ScriptNumber.Format(number, text)]);
    }

    public void WriteValue(in ScriptValue value)
    {
        switch (value.Kind)
        {
            case ScriptKind.Text:
                WriteText(value.Text);
                break;
            case ScriptKind.Number:
                WriteNumber(value.Number);
                break;
            case ScriptKind.Boolean:
                Write(value.IsTruthy ? "true"u8 : "false"u8);
                break;
            case ScriptKind.List:
                WriteItems(value.Items);
                break;
            case ScriptKind.Object:
                WriteMembers(value.Members);
                break;
            default:
                Write("null"u8);
                break;
        }
    }

    /// <summary>Hands the writer what was written. Call it last.</summary>
    public void Flush()
    {
        if (_written > 0)
            _writer.Advance(_written);
        _free = default;
        _written = 0;
    }

    private void WriteItems(ReadOnlySpan<ScriptValue> items)
    {
        Write("["u8);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                Write(","u8);
            WriteValue(items[i]);
        }
        Write("]"u8);
    }

    private void WriteMembers(ReadOnlySpan<ScriptMember> members)
    {
        Write("{"u8);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
                Write(","u8);
            WriteText(members[i].Name);
            Write(":"u8);
            WriteValue(members[i].Value);
        }
        Write("}"u8);
    }

    private void WriteChars(scoped ReadOnlySpan<char> chars)
    {
        var longest = chars.Length * 3;
        if (longest > _free.Length - _written)
            Renew(longest);
        Utf8.FromUtf16(chars, _free[_written..], out _, out var written);
        _written += written;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Renew(int needed)
    {
        Flush();
        _free = _writer.GetSpan(Math.Max(needed, Piece));
    }
}
