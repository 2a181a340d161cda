using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Configuration;

namespace Actors.Gateway.Rulesets;

/// <summary>What stands in a disk copy?</summary>
internal sealed record DiskCopy(EnvironmentId Environment, RulesetDocument Document, DateTimeOffset ConfirmedAt);

/// <summary>How is a ruleset written to a file so that a torn or altered one is noticed?</summary>
/// <remarks>
/// One header line of fixed width, <c>actors-ruleset 1 VERSION CONFIRMED-AT SHA-256</c>, then JSON. The checksum covers
/// the JSON, so that the moment of the last confirmation can be written over in place.
/// </remarks>
internal static class DiskCopyFormat
{
    public const int ConfirmedAtOffset = 38;
    private const string Magic = "actors-ruleset 1 ";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int HeaderLength = 124;

    public static byte[] ConfirmedAt(DateTimeOffset at) =>
        Encoding.ASCII.GetBytes(at.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));

    public static (byte[] Header, byte[] Body) Write(DiskCopy copy)
    {
        var document = copy.Document;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new DiskRuleset(
                copy.Environment.ToString(), document.Version, document.PublishedAt, document.ContentHash,
                [.. document.Keys.Values], [.. document.Features.Values])
            {
                SavedGroups = [.. document.SavedGroups.Values],
                ClientKeysMayFetchRules = document.ClientKeysMayFetchRules,
                ContextualBandits = [.. document.ContextualBandits.Values],
            },
            DiskJson.Default.DiskRuleset);
        var version = document.Version.ToString("D20", CultureInfo.InvariantCulture);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(body));
        var confirmedAt = Encoding.ASCII.GetString(ConfirmedAt(copy.ConfirmedAt));
        return (Encoding.ASCII.GetBytes($"{Magic}{version} {confirmedAt} {checksum}\n"), body);
    }

    /// <exception cref="InvalidDataException">The file is torn, altered or not ours; the message says
    /// which.</exception>
    public static DiskCopy Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !file.StartsWith("actors-ruleset "u8))
            throw new InvalidDataException("It has no header of a ruleset.");
        var header = Encoding.ASCII.GetString(file[..HeaderLength]).TrimEnd('\n').Split(' ');
        if (header is not [_, "1", var version, var confirmedAt, var checksum])
            throw new InvalidDataException("It is of another format.");
        var body = file[HeaderLength..];
        if (checksum != Convert.ToHexStringLower(SHA256.HashData(body)))
            throw new InvalidDataException("Its checksum is wrong.");
        if (!DateTimeOffset.TryParseExact(
            confirmedAt, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var confirmed))
            throw new InvalidDataException("Its date is unreadable.");
        var copy = ReadBody(body, confirmed);
        return copy.Document.Version.ToString("D20", CultureInfo.InvariantCulture) == version
            ? copy
            : throw new InvalidDataException("Header and body are of different versions.");
    }

    private static DiskCopy ReadBody(ReadOnlySpan<byte> body, DateTimeOffset confirmedAt)
    {
        try
        {
            var read = JsonSerializer.Deserialize(body, DiskJson.Default.DiskRuleset);
            if (read is null || !EnvironmentId.TryParse(read.Environment, out var environment))
                throw new InvalidDataException("It names no environment.");
            var document = RulesetDocument.Empty with
            {
                Version = read.Version,
                PublishedAt = read.PublishedAt,
                ContentHash = read.ContentHash,
                Features = RulesetDocument.Empty.Features.AddRange(
                    read.Features.Select(feature => KeyValuePair.Create(feature.Key, feature))),
                Keys = RulesetDocument.Empty.Keys.AddRange(read.Keys.Select(key => KeyValuePair.Create(key.Id, key))),
                SavedGroups = RulesetDocument.Empty.SavedGroups.AddRange(
                    (read.SavedGroups ?? []).Select(group => KeyValuePair.Create(group.Id, group))),
                ClientKeysMayFetchRules = read.ClientKeysMayFetchRules,
                ContextualBandits = RulesetDocument.Empty.ContextualBandits.AddRange(
                    (read.ContextualBandits ?? []).Select(bandit => KeyValuePair.Create(bandit.Id, bandit))),
            };
            return new DiskCopy(environment, document, confirmedAt);
        }
        catch (Exception mistake) when (mistake is JsonException or ArgumentException)
        {
            throw new InvalidDataException("Its body is no ruleset.", mistake);
        }
    }
}

/// <summary>The body of a disk copy.</summary>
internal sealed record DiskRuleset(
    string Environment,
    long Version,
    DateTimeOffset PublishedAt,
    string ContentHash,
    ImmutableArray<SdkKey> Keys,
    ImmutableArray<PublishedFeature> Features)
{
    // The copies of earlier builds have neither this nor what follows.
    public IReadOnlyList<PublishedGroup>? SavedGroups { get; init; }

    public bool ClientKeysMayFetchRules { get; init; }

    public IReadOnlyList<PublishedBandit>? ContextualBandits { get; init; }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DiskRuleset))]
internal sealed partial class DiskJson : JsonSerializerContext;
