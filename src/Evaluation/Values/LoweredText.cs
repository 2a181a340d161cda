using System.Buffers;

namespace Actors.Evaluation;

/// <summary>Which UTF-16 code units is <c>text.toLowerCase()</c>? In scratch space of the caller's.</summary>
internal readonly ref struct LoweredText : IDisposable
{
    private readonly char[]? _rented;

    /// <param name="text">Must not change while this is used.</param>
    /// <param name="scratch">Must outlive this; what does not fit is written to a rented array.</param>
    public LoweredText(ReadOnlySpan<char> text, Span<char> scratch)
    {
        var needed = text.Length * ScriptCase.LongestLower;
        if (needed > scratch.Length)
            scratch = _rented = ArrayPool<char>.Shared.Rent(needed);
        Chars = scratch[..ScriptCase.ToLower(text, scratch)];
    }

    public ReadOnlySpan<char> Chars { get; }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<char>.Shared.Return(_rented);
    }
}
