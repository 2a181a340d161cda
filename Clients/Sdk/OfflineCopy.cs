using System.Security.Cryptography;
using System.Text;

namespace Actors.Sdk;

/// <summary>Where is the last good payload kept, so that a start without any gateway has one?</summary>
/// <remarks>
/// A line with the checksum of what follows, a line with the payload's tag, the payload as it came: encrypted, if it
/// did so. Named after gateway and key, so that another environment's is never taken for this one's. Written beside and
/// moved over, so that a crash at any moment leaves the one before or the new one.
/// </remarks>
internal sealed class OfflineCopy(string directory, Uri gateway, string key)
{
    private const string Magic = "actors-sdk 1 ";

    private readonly string _file = Path.Combine(
        Path.GetFullPath(directory),
        Hex(SHA256.HashData(Encoding.UTF8.GetBytes($"{gateway} {key}")))[..32] + ".payload");

    /// <summary>The payload and its tag; null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is torn or altered.</exception>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public (byte[] Payload, string? Tag)? Load()
    {
        if (!File.Exists(_file))
            return null;
        var bytes = File.ReadAllBytes(_file);
        var header = bytes.AsSpan().IndexOf((byte)'\n');
        if (header < 0)
            throw new InvalidDataException("The disk copy has no header.");
        var rest = bytes.AsMemory(header + 1);
        if (Encoding.ASCII.GetString(bytes, 0, header) != Magic + Hex(SHA256.HashData(rest.Span)))
            throw new InvalidDataException("The checksum of the disk copy is wrong.");
        var end = rest.Span.IndexOf((byte)'\n');
        if (end < 0)
            throw new InvalidDataException("The disk copy has no tag.");
        var tag = Encoding.UTF8.GetString(rest.Span[..end]);
        return (rest[(end + 1)..].ToArray(), tag.Length == 0 ? null : tag);
    }

    /// <exception cref="IOException">The disk is full, or the like; the copy before is untouched.</exception>
    public void Save(ReadOnlySpan<byte> payload, string? tag)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        byte[] rest = [.. Encoding.UTF8.GetBytes(tag ?? ""), (byte)'\n', .. payload];
        var temporary = $"{_file}.{Environment.ProcessId}.writing";
        using (var stream = new FileStream(temporary, Private()))
        {
            stream.Write(Encoding.ASCII.GetBytes($"{Magic}{Hex(SHA256.HashData(rest))}\n"));
            stream.Write(rest);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _file, overwrite: true);
    }

    // Rules are nobody's business but this process'.
    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
