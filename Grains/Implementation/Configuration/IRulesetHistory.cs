using Actors.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>Where are earlier versions kept? In production tables in PostgreSQL, for a bounded time.</summary>
public interface IRulesetHistory
{
    /// <summary>Durable when it returns. A version that is there already is left as it is.</summary>
    Task Append(EnvironmentId environment, RecordedVersion version, CancellationToken cancellation);

    /// <summary>The newest version that is there; null: none is.</summary>
    Task<long?> Newest(EnvironmentId environment, CancellationToken cancellation);

    /// <summary>The version that was in force at a time; null: that is not known (any more).</summary>
    Task<long?> VersionAt(EnvironmentId environment, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// A version as it was, without keys; null when it, or one that it builds on, is not there (any more).
    /// </summary>
    Task<RulesetDocument?> Read(EnvironmentId environment, long version, CancellationToken cancellation);
}
