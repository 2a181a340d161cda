using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with an SDK key?</summary>
public static class SdkKeyForm
{
    public static ImmutableArray<Problem> Problems(SdkKey key)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!Key.IsValid(key.Id))
        {
            problems.Add(new("/id", "key-invalid", $"The id of a key is {Key.Form}."));
        }

        if (TextForm.Problem(key.Name, 200, "/name") is { } problem)
        {
            problems.Add(problem);
        }

        if (!Enum.IsDefined(key.Kind))
        {
            problems.Add(new("/kind", "kind-unknown", "A key is for a client or for a server."));
        }

        if (!TextForm.IsSha256(key.Hash))
        {
            problems.Add(new("/hash", "hash-invalid", "A hash is 64 lower-case hex digits."));
        }

        if (key.EncryptionKey is { } secret && !IsAesKey(secret))
        {
            problems.Add(new("/encryptionKey", "encryption-key-invalid", "This must be 128 bits as base64."));
        }

        if (key.Origins.IsDefault || key.Origins.Length > Publishing.MaxOrigins)
        {
            problems.Add(new("/origins", "too-many-origins", $"A key has at most {Publishing.MaxOrigins} origins."));
            return problems.ToImmutable();
        }

        problems.AddRange(key.Origins.Index().Where(origin => !IsOrigin(origin.Item)).Select(origin => new Problem(
            $"/origins/{origin.Index}",
            "origin-invalid",
            "An origin is '*' or what browsers send, for example 'https://shop.example' or 'http://localhost:3000'.")));
        return problems.ToImmutable();
    }

    private static bool IsAesKey(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        return text.Length == 24 && Convert.TryFromBase64String(text, bytes, out var written) && written == 16;
    }

    /// <summary>RFC 6454: scheme, host and a port that is not the scheme's own; nothing else, in lower case.</summary>
    private static bool IsOrigin(string text) =>
        text == "*"
        || text.Length <= 300 && !text.Any(letter => letter <= ' ' || letter > '~')
        && Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && origin.Host.Length > 0 && origin.UserInfo.Length == 0
        && origin.GetLeftPart(UriPartial.Authority) == text;
}
