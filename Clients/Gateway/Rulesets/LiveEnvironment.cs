using Actors.Configuration;

namespace Actors.Gateway.Rulesets;

/// <summary>What does an environment serve now, and how sure is that?</summary>
/// <param name="isConfirmed">False for a disk copy: what the region says now is not known yet.</param>
internal sealed class LiveEnvironment(ServedRuleset first, DateTimeOffset confirmedAt, bool isConfirmed)
{
    private volatile bool _isConfirmed = isConfirmed;
    private volatile ServedRuleset _served = first;
    private long _confirmedAt = confirmedAt.UtcTicks;
    private long _heardOf = first.Version;

    public EnvironmentId Id { get; } = first.Environment;

    public ServedRuleset Served => _served;

    /// <summary>When the region last said that this is the newest, UTC.</summary>
    public DateTimeOffset ConfirmedAt => new(Volatile.Read(ref _confirmedAt), TimeSpan.Zero);

    /// <summary>Whether the region has said so to this process.</summary>
    public bool IsConfirmed => _isConfirmed;

    /// <summary>The highest version that the region has mentioned.</summary>
    public long HeardOf => Volatile.Read(ref _heardOf);

    public bool IsBehind => HeardOf > Served.Version;

    /// <summary>Never negative.</summary>
    public TimeSpan Age(DateTimeOffset now) =>
        TimeSpan.FromTicks(Math.Max(0, now.UtcTicks - Volatile.Read(ref _confirmedAt)));

    public void Serve(ServedRuleset next)
    {
        _served = next;
        Volatile.Write(ref _heardOf, next.Version);
    }

    public void Confirm(DateTimeOffset now)
    {
        Volatile.Write(ref _confirmedAt, now.UtcTicks);
        _isConfirmed = true;
    }

    public void HearOf(long version) => Volatile.Write(ref _heardOf, Math.Max(version, HeardOf));
}
