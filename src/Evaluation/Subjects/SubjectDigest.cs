using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Actors.Evaluation;

/// <summary>Which bytes tell two subjects apart, whom a rule could tell apart?</summary>
/// <remarks>Every value says its kind and its length before it says itself, so that no two values read alike.</remarks>
internal ref struct SubjectDigest<TSink>(ref TSink sink)
    where TSink : struct, IByteSink
{
    private const byte Missing = 255;

    private readonly ref TSink _sink = ref sink;
    private Pending _pending;
    private int _count;

    /// <summary>The next attribute. One that is missing is null to a rule, and yet not to what fills it in.</summary>
    public void Append(bool isKnown, in ScriptValue value)
    {
        if (isKnown)
            Append(value);
        else
            Head(Missing, 0);
    }

    /// <summary>A number that is no attribute's.</summary>
    public void Append(ulong number)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Free(sizeof(ulong)), number);
        _count += sizeof(ulong);
    }

    /// <summary>Hands on what is still held back.</summary>
    public void Flush()
    {
        _sink.Append(((ReadOnlySpan<byte>)_pending)[.._count]);
        _count = 0;
    }

    private void Append(in ScriptValue value)
    {
        switch (value.Kind)
        {
            case ScriptKind.Text:
                Text(value.Text);
                break;
            case ScriptKind.List:
                Head((byte)ScriptKind.List, value.Items.Length);
                foreach (ref readonly var item in value.Items)
                    Append(item);
                break;
            case ScriptKind.Object:
                Head((byte)ScriptKind.Object, value.Members.Length);
                foreach (ref readonly var member in value.Members)
                {
                    Text(member.Name);
                    Append(member.Value);
                }
                break;
            default:
                Head((byte)value.Kind, 0);
                Number(value.Kind == ScriptKind.Null ? 0 : value.Number);
                break;
        }
    }

    private void Text(ReadOnlySpan<char> text)
    {
        Head((byte)ScriptKind.Text, text.Length);
        Flush();
        _sink.Append(MemoryMarshal.AsBytes(text));
    }

    private void Head(byte kind, int length)
    {
        var bytes = Free(sizeof(byte) + sizeof(int));
        bytes[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], length);
        _count += sizeof(byte) + sizeof(int);
    }

    // JavaScript writes -0 as 0 and holds them equal.
    private void Number(double number)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Free(sizeof(double)), number == 0 ? 0 : number);
        _count += sizeof(double);
    }

    [UnscopedRef]
    private Span<byte> Free(int needed)
    {
        if (_count + needed > Pending.Length)
            Flush();
        return ((Span<byte>)_pending)[_count..];
    }

    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct Pending
    {
        public const int Length = 256;
        private byte _first;
    }
}
