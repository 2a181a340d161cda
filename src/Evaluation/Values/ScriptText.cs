using System.Buffers;

// Every one of these methods brings scratch space of its own: cleared, it would cost more than the text it takes.
[module: System.Runtime.CompilerServices.SkipLocalsInit]

namespace Actors.Evaluation;

/// <summary>Which UTF-16 code units is <c>value + ""</c>? Without a string, in scratch space of the caller's.</summary>
internal ref struct ScriptText : IDisposable
{
    /// <summary>How much scratch space to bring (on the stack); enough for every value but a long list.</summary>
    public const int ScratchLength = 64;

    private Span<char> _buffer;
    private char[]? _rented;
    private int _length;

    /// <param name="value">Must outlive this.</param>
    /// <param name="scratch">Of <see cref="ScratchLength"/>; must outlive this.</param>
    public ScriptText(in ScriptValue value, Span<char> scratch)
    {
        _buffer = scratch;
        switch (value.Kind)
        {
            case ScriptKind.Text:
                Chars = value.Text;
                break;
            case ScriptKind.Number:
                Chars = scratch[..ScriptNumber.Format(value.Number, scratch)];
                break;
            case ScriptKind.List:
                AppendItems(value.Items);
                Chars = _buffer[.._length];
                break;
            default:
                Chars = NameOf(value);
                break;
        }
    }

    public ReadOnlySpan<char> Chars { get; }

    public readonly void Dispose()
    {
        if (_rented is not null)
            ArrayPool<char>.Shared.Return(_rented);
    }

    private static string NameOf(in ScriptValue value) => value.Kind switch
    {
        ScriptKind.Null => "null",
        ScriptKind.Boolean => value.IsTruthy ? "true" : "false",
        _ => "[object Object]",
    };

    // As Array.prototype.join: null is nothing, and an inner list loses its brackets.
    private void AppendItems(ReadOnlySpan<ScriptValue> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                Append(",");
            switch (items[i].Kind)
            {
                case ScriptKind.List:
                    AppendItems(items[i].Items);
                    break;
                case ScriptKind.Text:
                    Append(items[i].Text);
                    break;
                case ScriptKind.Number:
                    _length += ScriptNumber.Format(items[i].Number, Free(ScriptNumber.LongestText));
                    break;
                case not ScriptKind.Null:
                    Append(NameOf(items[i]));
                    break;
            }
        }
    }

    private void Append(ReadOnlySpan<char> chars)
    {
        chars.CopyTo(Free(chars.Length));
        _length += chars.Length;
    }

    private Span<char> Free(int needed)
    {
        if (_buffer.Length - _length < needed)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + needed, _buffer.Length * 2));
            _buffer[.._length].CopyTo(larger);
            if (_rented is not null)
                ArrayPool<char>.Shared.Return(_rented);
            _buffer = _rented = larger;
        }
        return _buffer[_length..];
    }
}
