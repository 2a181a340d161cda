using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Actors.Gateway.GrowthBook;

/// <summary>What does an SDK get that evaluates for itself? Bytes that are made, and packed, once a version.</summary>
internal sealed class Payload
{
    // 100 kB take some milliseconds; the next levels take many times as long for some per cent.
    private const int BrotliQuality = 6;
    private const int BrotliWindow = 22;

    private readonly Lazy<ReadOnlyMemory<byte>> _brotli;
    private readonly Lazy<ReadOnlyMemory<byte>> _gzip;
    private readonly Lazy<ReadOnlyMemory<byte>> _event;

    /// <param name="json">In UTF-8, on one line.</param>
    public Payload(long version, ReadOnlyMemory<byte> json)
    {
        Json = json;
        Tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{version}-{XxHash64.HashToUInt64(json.Span):x16}\"");
        _brotli = new(() => Brotli(json.Span));
        _gzip = new(() => Gzip(json.Span));
        _event = new(() => Event(version, json.Span));
    }

    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The same in every gateway, and weak since it is of each coding.</summary>
    public string Tag { get; }

    /// <summary>The event "features" that brings the whole payload.</summary>
    public ReadOnlyMemory<byte> AsEvent => _event.Value;

    public ReadOnlyMemory<byte> As(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => _brotli.Value,
        ContentCoding.Gzip => _gzip.Value,
        _ => Json,
    };

    private static ReadOnlyMemory<byte> Brotli(ReadOnlySpan<byte> json)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        return BrotliEncoder.TryCompress(json, packed, out var length, BrotliQuality, BrotliWindow)
            ? packed.AsSpan(0, length).ToArray()
            : throw new InvalidOperationException("Brotli did not keep to its own bound.");
    }

    private static ReadOnlyMemory<byte> Gzip(ReadOnlySpan<byte> json)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(json);
        return packed.ToArray();
    }

    private static ReadOnlyMemory<byte> Event(long version, ReadOnlySpan<byte> json)
    {
        var head = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"id: {version}\nevent: features\ndata: "));
        return (byte[])[.. head, .. json, (byte)'\n', (byte)'\n'];
    }
}
