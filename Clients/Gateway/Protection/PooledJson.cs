using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Gateway.Protection;

/// <summary>Where is a response put together before its length is known? In a buffer that the thread keeps.</summary>
/// <remarks>Rent, write and send without awaiting in between.</remarks>
internal sealed class PooledJson : IDisposable
{
    private const int KeepUpTo = 256 * 1024;

    // Answers are application/json, never inside HTML: "é" and "<" need no escapes.
    private static readonly JsonWriterOptions _options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static PooledJson? _idle;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private PooledJson() => Writer = new Utf8JsonWriter(_buffer, _options);

    public Utf8JsonWriter Writer { get; }

    /// <summary>For who writes JSON that is bytes already: instead of the writer, not beside it.</summary>
    public IBufferWriter<byte> Output => _buffer;

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenSpan;
        }
    }

    public static PooledJson Rent()
    {
        var rented = _idle ?? new PooledJson();
        _idle = null;
        return rented;
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _buffer.ResetWrittenCount();
        Writer.Reset();
    }

    /// <summary>Copies what was written into the response, which then knows its length.</summary>
    public Task Send(HttpResponse response)
    {
        var written = Written;
        response.ContentLength = written.Length;
        response.BodyWriter.Write(written);
        var flushed = response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
        if (!flushed.IsCompletedSuccessfully)
            return flushed.AsTask();
        _ = flushed.Result;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (_buffer.Capacity > KeepUpTo)
        {
            Writer.Dispose();
            return;
        }

        Clear();
        _idle = this;
    }
}
