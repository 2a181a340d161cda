using Actors.Configuration;
using Actors.Gateway.Allocation;
using Actors.Gateway.Population;

namespace Actors.Gateway.Rulesets;

/// <summary>What does an environment serve now, and how sure is that?</summary>
/// <param name="isConfirmed">False for a disk copy: what the region says now is not known yet.</param>
internal sealed class LiveEnvironment(ServedRuleset first, DateTimeOffset confirmedAt, bool isConfirmed)
{
    private volatile bool _isConfirmed = isConfirmed;
    private volatile ServedRuleset _served = first;
    private long _servedSince = confirmedAt.UtcTicks;
    private long _confirmedAt = confirmedAt.UtcTicks;
    private long _heardOf = first.Version;
    private volatile TaskCompletionSource _news = NextNews();
    private volatile OverriddenSubjects _overridden = OverriddenSubjects.Unknown;

    public EnvironmentId Id { get; } = first.Environment;

    public ServedRuleset Served => _served;

    /// <summary>Who asked here lately, as far as the region's sample wants to know.</summary>
    public SeenSubjects Seen { get; } = new();

    /// <summary>For whom an operator has decided something, as far as the region has told.</summary>
    public OverriddenSubjects Overridden
    {
        get => _overridden;
        set => _overridden = value;
    }

    /// <summary>When this gateway began to serve it, UTC; of a disk copy, when it was last confirmed.</summary>
    public DateTimeOffset ServedSince => new(Volatile.Read(ref _servedSince), TimeSpan.Zero);

    /// <summary>When the region last said that this is the newest, UTC.</summary>
    public DateTimeOffset ConfirmedAt => new(Volatile.Read(ref _confirmedAt), TimeSpan.Zero);

    /// <summary>Whether the region has said so to this process.</summary>
    public bool IsConfirmed => _isConfirmed;

    /// <summary>The highest version that the region has mentioned.</summary>
    public long HeardOf => Volatile.Read(ref _heardOf);

    /// <summary>
    /// Completes when what is served, or who may ask for it, has changed. Take it before you look: then no change is
    /// missed.
    /// </summary>
    public Task News => _news.Task;

    public bool IsBehind => HeardOf > Served.Version;

    /// <summary>Never negative.</summary>
    public TimeSpan Age(DateTimeOffset now) =>
        TimeSpan.FromTicks(Math.Max(0, now.UtcTicks - Volatile.Read(ref _confirmedAt)));

    public void Serve(ServedRuleset next, DateTimeOffset now)
    {
        Volatile.Write(ref _servedSince, now.UtcTicks);
        _served = next;
        Volatile.Write(ref _heardOf, next.Version);
    }

    public void Confirm(DateTimeOffset now)
    {
        Volatile.Write(ref _confirmedAt, now.UtcTicks);
        _isConfirmed = true;
    }

    /// <summary>Wakes those who wait for <see cref="News"/>.</summary>
    public void Announce()
    {
        var told = _news;
        _news = NextNews();
        told.SetResult();
    }

    public void HearOf(long version) => Volatile.Write(ref _heardOf, Math.Max(version, HeardOf));

    private static TaskCompletionSource NextNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
