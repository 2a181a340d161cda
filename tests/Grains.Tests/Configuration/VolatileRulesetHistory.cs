using System.Collections.Concurrent;
using Actors.Configuration;
using Actors.Implementation.Configuration;

#pragma warning disable IDE0130 // compiled into each project of tests that starts actors
namespace Actors.Grains.Tests.Configuration;
#pragma warning restore IDE0130

/// <summary>A history that forgets everything when the process ends, and refuses an environment when told to.</summary>
internal sealed class VolatileRulesetHistory : IRulesetHistory
{
    private readonly ConcurrentDictionary<(EnvironmentId Environment, long Version), RecordedVersion> _versions = new();
    private readonly ConcurrentDictionary<EnvironmentId, bool> _refused = new();

    public void Refuse(EnvironmentId environment, bool refuse) => _refused[environment] = refuse;

    public void Forget(EnvironmentId environment)
    {
        foreach (var key in _versions.Keys.Where(key => key.Environment == environment))
            _versions.TryRemove(key, out _);
    }

    public Task Append(EnvironmentId environment, RecordedVersion version, CancellationToken cancellation)
    {
        if (_refused.GetValueOrDefault(environment)) throw new IOException("The history said no.");

        _versions.TryAdd((environment, version.Version), version);
        return Task.CompletedTask;
    }

    public Task<long?> Newest(EnvironmentId environment, CancellationToken cancellation) =>
        VersionAt(environment, DateTimeOffset.MaxValue, cancellation);

    public Task<long?> VersionAt(EnvironmentId environment, DateTimeOffset at, CancellationToken cancellation) =>
        Task.FromResult(_versions
            .Where(one => one.Key.Environment == environment && one.Value.PublishedAt <= at)
            .Max(one => (long?)one.Key.Version));

    public Task<RulesetDocument?> Read(EnvironmentId environment, long version, CancellationToken cancellation)
    {
        var steps = new Stack<RecordedVersion>();
        for (var at = version; at > 0; at = steps.Peek().AfterVersion)
        {
            if (!_versions.TryGetValue((environment, at), out var step))
                return Task.FromResult<RulesetDocument?>(null);
            steps.Push(step);
        }

        return Task.FromResult<RulesetDocument?>(steps.Aggregate(RulesetDocument.Empty, Apply));
    }

    private static RulesetDocument Apply(RulesetDocument document, RecordedVersion version) => document with
    {
        Version = version.Version,
        PublishedAt = version.PublishedAt,
        ContentHash = version.ContentHash,
        Features = document.Features.SetItems(version.Features.Select(one => KeyValuePair.Create(one.Key, one))),
        SavedGroups = document.SavedGroups.SetItems(
            version.SavedGroups.Select(one => KeyValuePair.Create(one.Id, one))),
        ContextualBandits = document.ContextualBandits
            .SetItems(version.Bandits.Select(one => KeyValuePair.Create(one.Id, one)))
            .RemoveRange(version.GoneBandits),
    };
}
