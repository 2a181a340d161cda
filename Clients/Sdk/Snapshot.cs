using System.Collections.Immutable;
using System.Text.Json;
using Actors.Evaluation;

namespace Actors.Sdk;

/// <summary>What does a payload say? Immutable and compiled; the next one compiles only what is different.</summary>
internal sealed class Snapshot
{
    private const string Nothing = "{}";
    private static readonly JsonDocumentOptions _limits = new() { MaxDepth = 128 };

    private readonly ImmutableDictionary<string, string> _features;
    private readonly string _groups;
    private readonly string _bandits;

    private Snapshot(
        Ruleset ruleset,
        ImmutableDictionary<string, string> features,
        string groups,
        string bandits,
        string? dateUpdated)
    {
        (Ruleset, _features, _groups, _bandits, DateUpdated) = (ruleset, features, groups, bandits, dateUpdated);
    }

    public static Snapshot Empty { get; } = new(
        Ruleset.Empty,
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal),
        Nothing,
        Nothing,
        null);

    public Ruleset Ruleset { get; }

    public string? DateUpdated { get; }

    /// <summary>Keys of features that are new, gone or defined otherwise than before.</summary>
    public IReadOnlySet<string> Since(Snapshot before) => _features.Keys.Union(before._features.Keys)
        .Where(key => _features.GetValueOrDefault(key) != before._features.GetValueOrDefault(key))
        .ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>Whether every subject gets the same of both.</summary>
    public bool IsSame(Snapshot other) =>
        _groups == other._groups && _bandits == other._bandits && Since(other).Count == 0;

    /// <param name="payload">As GET /api/features answers it, UTF-8.</param>
    /// <param name="decryptionKey">AES, base64; null when nothing is encrypted.</param>
    /// <exception cref="InvalidDataException">It is no payload, or the key does not fit: it says which.</exception>
    public Snapshot Next(ReadOnlyMemory<byte> payload, string? decryptionKey)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, _limits);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException("The payload is no JSON object.");

            using var features = Part(root, "features", "encryptedFeatures", decryptionKey);
            using var groups = Part(root, "savedGroups", "encryptedSavedGroups", decryptionKey);
            using var bandits = Part(root, "contextualBandits", "encryptedContextualBandits", decryptionKey);
            var date = root.TryGetProperty("dateUpdated", out var updated) && updated.ValueKind == JsonValueKind.String
                ? updated.GetString()
                : null;
            return Next(features.RootElement, groups.RootElement, bandits.RootElement, date);
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("The payload is not JSON as GrowthBook's SDKs read it.", mistake);
        }
    }

    private Snapshot Next(JsonElement features, JsonElement groups, JsonElement bandits, string? dateUpdated)
    {
        var next = features.EnumerateObject().ToImmutableDictionary(
            feature => feature.Name, feature => feature.Value.GetRawText(), StringComparer.Ordinal);
        var (groupsText, banditsText) = (groups.GetRawText(), bandits.GetRawText());
        SavedGroups? changedGroups = null;
        ContextualBandits? changedBandits = null;
        if (groupsText != _groups && !SavedGroups.TryFrom(groups, out changedGroups, out var problem))
            throw new InvalidDataException(problem);
        if (banditsText != _bandits && !ContextualBandits.TryFrom(bandits, out changedBandits, out var mistake))
            throw new InvalidDataException(mistake);

        var ruleset = Ruleset.With(
            next.Where(feature => _features.GetValueOrDefault(feature.Key) != feature.Value)
                .Select(feature => new FeatureSource(feature.Key, Enabled: true, feature.Value)),
            _features.Keys.Where(key => !next.ContainsKey(key)),
            changedGroups,
            changedBandits);
        return new(ruleset, next, groupsText, banditsText, dateUpdated);
    }

    private static JsonDocument Part(JsonElement root, string plain, string encrypted, string? decryptionKey)
    {
        var text = Nothing;
        if (root.TryGetProperty(encrypted, out var hidden) && hidden.ValueKind == JsonValueKind.String)
        {
            if (decryptionKey is null)
                throw new InvalidDataException("The payload is encrypted, and there is no DecryptionKey.");
            if (!PayloadCipher.TryDecrypt(hidden.GetString()!, decryptionKey, out text))
                throw new InvalidDataException("The payload cannot be decrypted with the DecryptionKey.");
        }
        else if (root.TryGetProperty(plain, out var open) && open.ValueKind != JsonValueKind.Null)
        {
            text = open.GetRawText();
        }

        var part = JsonDocument.Parse(text, _limits);
        return part.RootElement.ValueKind == JsonValueKind.Object
            ? part
            : throw new InvalidDataException($"'{plain}' of the payload is no JSON object.");
    }
}
