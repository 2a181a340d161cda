using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Configuration;

/// <summary>Are two payloads the same? In every region, the same bytes are hashed for the same payload.</summary>
/// <remarks>
/// Each part is preceded by its length or count (32 bits, little endian), so that no two different payloads flow into
/// the same bytes. Published: changing this changes the content hash of every environment.
/// </remarks>
internal static class RulesetHash
{
    public static string Of(RulesetDocument document)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, document.Removed ? 1 : 0);
        Add(hash, document.Features.Values.Count(feature => feature.Json is not null));
        foreach (var (key, feature) in document.Features)
        {
            if (feature.Json is { } json)
            {
                Add(hash, key);
                Add(hash, feature.Enabled ? 1 : 0);
                Add(hash, json);
            }
        }

        Add(hash, document.Keys.Count);
        foreach (var key in document.Keys.Values)
        {
            Add(hash, key);
        }

        AddLater(hash, document);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Of(SdkKey key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, key);
        Add(hash, key.EncryptionKey ?? "");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Parts that came later, each under its name and only where there is one: older hashes stay.</summary>
    private static void AddLater(IncrementalHash hash, RulesetDocument document)
    {
        var groups = document.SavedGroups.Values.Where(group => group.Values is not null).ToList();
        if (groups.Count > 0)
        {
            Add(hash, "savedGroups");
            Add(hash, groups.Count);
            foreach (var group in groups)
            {
                Add(hash, group.Id);
                Add(hash, group.Values!);
            }
        }

        if (document.ClientKeysMayFetchRules)
        {
            Add(hash, "clientKeysMayFetchRules");
        }

        foreach (var bandit in document.ContextualBandits.Values)
        {
            Add(hash, "contextualBandit");
            Add(hash, bandit.Id);
            Add(hash, bandit.Json);
        }

        foreach (var key in document.Keys.Values.Where(key => key.EncryptionKey is not null))
        {
            Add(hash, "encryptionKey");
            Add(hash, key.Id);
            Add(hash, key.EncryptionKey!);
        }
    }

    private static void Add(IncrementalHash hash, SdkKey key)
    {
        Add(hash, key.Id);
        Add(hash, key.Name);
        Add(hash, (int)key.Kind);
        Add(hash, key.Hash);
        Add(hash, key.Origins.Length);
        foreach (var origin in key.Origins)
        {
            Add(hash, origin);
        }
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
