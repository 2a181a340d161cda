using System.Collections.Concurrent;

namespace Actors.LoadTest.Tests.Http;

/// <summary>The features that the small gateways of a test share, each with every value it had.</summary>
internal sealed class FeatureStore
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _values = new();

    public IEnumerable<string> Keys => _values.Keys;

    public int Writes { get; private set; }

    public bool Create(string key, string value) => _values.TryAdd(key, [value]);

    public bool Delete(string key) => _values.TryRemove(key, out _);

    /// <summary>Every value so far; their number is the revision.</summary>
    public IReadOnlyList<string>? Values(string key) => _values.GetValueOrDefault(key);

    public bool Change(string key, string value, int revision)
    {
        Writes++;
        return _values.TryGetValue(key, out var values)
            && values.Count == revision
            && _values.TryUpdate(key, [.. values, value], values);
    }
}
