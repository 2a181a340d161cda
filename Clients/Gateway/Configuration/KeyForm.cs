using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Foundation;
using Actors.Gateway.Access;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

/// <summary>What must a request for an SDK key say, and which key comes of it?</summary>
internal static class KeyForm
{
    public const int MaxName = 200;
    public const int MaxOrigins = 100;

    public static Refusal? Check(KeyRequest request)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (request.Name.Trim().Length is 0 or > MaxName)
            problems.Add(new("/name", "name-invalid", $"A name has 1 to {MaxName} characters."));
        if (request.Kind is not ("client" or "server"))
            problems.Add(new("/kind", "kind-invalid", "A key is for a client or a server."));
        if (request.Id is not null && !Key.IsValid(request.Id))
            problems.Add(new("/id", "key-invalid", $"A key is called by {Key.Form}."));

        var origins = request.Origins ?? [];
        if (origins.Count > MaxOrigins)
            problems.Add(new("/origins", "origins-invalid", $"A key lets in at most {MaxOrigins} origins."));
        for (var index = 0; index < Math.Min(origins.Count, MaxOrigins); index++)
            if (!IsOrigin(origins[index]))
                problems.Add(new(
                    $"/origins/{index}", "origin-invalid", "An origin is 'https://host[:port]', or '*'."));

        return problems.Count == 0
            ? null
            : new("key-invalid", "No key can be issued for this; 'problems' says why.")
            {
                Problems = problems.ToImmutable(),
            };
    }

    public static (SdkKey Key, string Secret) New(KeyRequest request, string operationId, DateTimeOffset now)
    {
        var kind = request.Kind == "server" ? SdkKeyKind.Server : SdkKeyKind.Client;
        var secret = Secrets.New(kind == SdkKeyKind.Server ? Secrets.ServerPrefix : Secrets.ClientPrefix);
        var origins = (request.Origins ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var name = request.Name.Trim();
        var id = request.Id ?? Secrets.NewId(name, operationId);
        var key = new SdkKey(id, name, kind, Secrets.Hash(secret), [.. origins], now)
        {
            EncryptionKey = request.Encrypt ? Secrets.NewEncryptionKey() : null,
        };
        return (key, secret);
    }

    public static string NameOf(SdkKeyKind kind) => kind == SdkKeyKind.Server ? "server" : "client";

    // As browsers write it in the header Origin: in lower case, the port only when it is not the scheme's own.
    private static bool IsOrigin(string? text) =>
        text == "*"
        || Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is ("http" or "https")
        && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;
}
