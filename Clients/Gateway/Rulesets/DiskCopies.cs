using System.IO.Hashing;
using System.Text;
using Actors.Configuration;
using Actors.Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Rulesets;

/// <summary>
/// Where are the last good rulesets on disk, one file an environment? Safe against a crash at any moment.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed partial class DiskCopies(
    IOptions<GatewaySettings> settings, GatewayMetrics metrics, ILogger<DiskCopies> logger)
{
    private const string Extension = ".ruleset";
    private const string Previous = ".previous";

    // Rules and encryption keys are nobody's business but this process'.
    private static readonly FileStreamOptions _private = Private();

    // Only what is known to be good may push the previous copy out.
    private readonly HashSet<string> _good = new(StringComparer.Ordinal);

    private string Directory => Path.GetFullPath(settings.Value.DiskCopyDirectory);

    /// <summary>Every readable copy; where the newest of an environment is bad, the one before it.</summary>
    public IReadOnlyList<DiskCopy> Load()
    {
        if (!System.IO.Directory.Exists(Directory))
            return [];
        var files = System.IO.Directory.EnumerateFiles(Directory)
            .Select(file => file.EndsWith(Previous, StringComparison.Ordinal) ? file[..^Previous.Length] : file)
            .Where(file => file.EndsWith(Extension, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);
        return [.. files.Select(LoadNewestGood).OfType<DiskCopy>()];
    }

    /// <exception cref="IOException">The disk is full, or the like; the copy before is untouched.</exception>
    public void Save(DiskCopy copy)
    {
        System.IO.Directory.CreateDirectory(Directory);
        var file = FileOf(copy.Environment);
        var temporary = file + ".writing";
        var (header, body) = DiskCopyFormat.Write(copy);
        using (var stream = new FileStream(temporary, _private))
        {
            stream.Write(header);
            stream.Write(body);
            stream.Flush(flushToDisk: true);
        }

        if (_good.Contains(file) && File.Exists(file))
            File.Move(file, file + Previous, overwrite: true);
        File.Move(temporary, file, overwrite: true);
        _good.Add(file);
    }

    /// <summary>Writes down that the copy was still the newest at this moment.</summary>
    public void Confirm(EnvironmentId environment, DateTimeOffset at)
    {
        var file = FileOf(environment);
        if (!_good.Contains(file) || !File.Exists(file))
            return;
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(handle, DiskCopyFormat.ConfirmedAt(at), DiskCopyFormat.ConfirmedAtOffset);
    }

    public void Delete(EnvironmentId environment)
    {
        var file = FileOf(environment);
        _good.Remove(file);
        File.Delete(file);
        File.Delete(file + Previous);
    }

    public string FileOf(EnvironmentId environment)
    {
        var name = $"{environment.Project}+{environment.Environment}";
        if (name.Length > 150)
            name = $"{name[..130]}-{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name)):x16}";
        return Path.Combine(Directory, name + Extension);
    }

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private DiskCopy? LoadNewestGood(string file)
    {
        if (TryLoad(file) is { } newest)
        {
            _good.Add(file);
            return newest;
        }

        return TryLoad(file + Previous);
    }

    private DiskCopy? TryLoad(string file)
    {
        try
        {
            return File.Exists(file) ? DiskCopyFormat.Read(File.ReadAllBytes(file)) : null;
        }
        catch (Exception bad) when (bad is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            metrics.DiskCopyFailed("read");
            Log.Skipped(logger, Path.GetFileName(file), bad.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Skipped the disk copy {File}: {Reason}")]
        public static partial void Skipped(ILogger logger, string file, string reason);
    }
}
