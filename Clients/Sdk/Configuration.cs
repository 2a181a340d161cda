using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Actors.Sdk;

/// <summary>What is evaluated now? Read without locks on every evaluation; written by the one who follows.</summary>
internal sealed partial class Configuration(ActorsOptions options, TimeProvider time, ILogger logger)
{
    private readonly OfflineCopy? _copy = options.DiskCopyDirectory is { } directory
        ? new OfflineCopy(directory, options.Gateway!, options.Key)
        : null;

    private volatile Snapshot _current = Snapshot.Empty;
    private volatile ConfigurationOrigin _origin;
    private long _confirmedAt;

    public event Action<IReadOnlySet<string>>? Changed;

    public Snapshot Current => _current;

    public bool IsReady => _origin != ConfigurationOrigin.None;

    /// <summary>Of the payload that is held, as an ETag; null: unknown.</summary>
    public string? Tag { get; private set; }

    /// <summary>Of the payload that is held; null: unknown.</summary>
    public long? Version { get; private set; }

    public ConfigurationStatus Status
    {
        get
        {
            var (current, ticks) = (_current, Interlocked.Read(ref _confirmedAt));
            return new(
                _origin,
                current.DateUpdated,
                current.Ruleset.Features.Length,
                ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero));
        }
    }

    /// <summary>A gateway has shown that there is nothing newer.</summary>
    public void Confirm() => Interlocked.Exchange(ref _confirmedAt, time.GetUtcNow().Ticks);

    /// <summary>Serves the disk copy, if there is a good one.</summary>
    public bool Restore()
    {
        try
        {
            if (_copy?.Load() is not { } copy)
                return false;
            var next = _current.Next(copy.Payload, options.DecryptionKey);
            Serve(next, copy.Tag, VersionOf(copy.Tag), ConfigurationOrigin.DiskCopy);
            return true;
        }
        catch (Exception bad) when (bad is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Log.NotRestored(logger, bad.Message);
            return false;
        }
    }

    /// <summary>Serves what a gateway has sent, and keeps a copy of it.</summary>
    /// <returns>Whether it could be read; what was served stays when it could not.</returns>
    public bool Apply(byte[] payload, string? tag, long? version)
    {
        try
        {
            var next = _current.Next(payload, options.DecryptionKey);
            Confirm();
            Serve(next, tag, version ?? VersionOf(tag), ConfigurationOrigin.Gateway);
            Save(payload, tag);
            return true;
        }
        catch (InvalidDataException bad)
        {
            Log.NotApplied(logger, bad.Message);
            return false;
        }
    }

    private void Serve(Snapshot next, string? tag, long? version, ConfigurationOrigin origin)
    {
        var before = _current;
        var isNews = !IsReady || !next.IsSame(before);
        _current = next;
        _origin = origin;
        (Tag, Version) = (tag, version);
        if (isNews)
            Changed?.Invoke(next.Since(before));
    }

    private void Save(byte[] payload, string? tag)
    {
        try
        {
            _copy?.Save(payload, tag);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotSaved(logger, failure.Message);
        }
    }

    // A gateway's tag is W/"version-hash"; of another form it is a tag all the same, and the stream then says all anew.
    private static long? VersionOf(string? tag)
    {
        var text = tag.AsSpan().TrimStart("W/").Trim('"');
        var end = text.IndexOf('-');
        var number = end < 0 ? text : text[..end];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The disk copy of the configuration is not used: {Reason}")]
        public static partial void NotRestored(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "A configuration cannot be read, the one before is kept: {Reason}")]
        public static partial void NotApplied(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "The configuration could not be copied to the disk: {Reason}")]
        public static partial void NotSaved(ILogger logger, string reason);
    }
}
