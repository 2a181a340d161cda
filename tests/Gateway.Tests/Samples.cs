using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Actors.Configuration;
using Actors.Contracts.Configuration;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Tests;

/// <summary>What do the tests serve?</summary>
internal static class Samples
{
    public const string ClientSecret = "actors_client_0123456789abcdef";
    public const string ServerSecret = "actors_server_0123456789abcdef";
    public const string Origin = "https://shop.example";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly EnvironmentId Production = new("shop", "production");

    public static readonly PublishedFeature DarkMode = new("dark-mode", 1, true, """{"defaultValue":true}""");

    public static readonly PublishedFeature Banner = new(
        "banner", 1, true, """{"defaultValue":"Hello","rules":[{"condition":{"country":"CH"},"force":"Grüezi"}]}""");

    /// <summary>Looks at every attribute that the gateway can add.</summary>
    public static readonly PublishedFeature Asking = new(
        "asking",
        1,
        true,
        """{"rules":[{"force":1,"condition":{"country":1,"os":1,"browser":1,"deviceClass":1,"language":1}}]}""");

    public static readonly Ruleset Curious = Ruleset.Compile([new(Asking.Key, true, Asking.Json!)]);

    public static readonly PublishedFeature[] Features =
    [
        DarkMode,
        Banner,
        new("by-device", 1, true, """{"defaultValue":0,"rules":[{"condition":{"deviceClass":"mobile"},"force":1}]}"""),
        new("checkout", 1, true, """{"defaultValue":false,"rules":[{"force":true,"coverage":1}]}"""),
        new("retired", 1, false, """{"defaultValue":true}"""),
        new("settings", 1, true, """{"defaultValue":{"retries":3,"hosts":["a","b"]}}"""),
        new("unreadable", 1, true, "[]"),
    ];

    public static readonly SdkKey ClientKey =
        new("demo-app", "Demo app", SdkKeyKind.Client, Hash(ClientSecret), [Origin], Now);

    public static readonly SdkKey ServerKey =
        new("demo-server", "Demo server", SdkKeyKind.Server, Hash(ServerSecret), [], Now);

    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static RulesetDocument Document(long version, params PublishedFeature[] features)
    {
        var document = RulesetDocument.Empty with
        {
            Version = version,
            PublishedAt = Now.AddSeconds(-1),
            Features = RulesetDocument.Empty.Features.AddRange(
            features.Select(feature => KeyValuePair.Create(feature.Key, feature))),
            Keys = RulesetDocument.Empty.Keys.Add(ClientKey.Id, ClientKey).Add(ServerKey.Id, ServerKey),
        };
        return document with { ContentHash = Publishing.Hash(document) };
    }

    public static ServedRuleset Served(long version, params PublishedFeature[] features) =>
        ServedRuleset.Whole(Production, Document(version, features));

    public static RulesetUpdate Whole(long version, params PublishedFeature[] features) =>
        new(version, 0, Now, Document(version, features).ContentHash, [.. features], [ClientKey, ServerKey], false);

    public static RulesetUpdate Delta(long version, long after, params PublishedFeature[] features) =>
        new(version, after, Now, Hash($"content of {version}"), [.. features], null, false);

    public static RulesetUpdate Heartbeat(long version) => Delta(version, version);

    public static IOptions<GatewaySettings> Settings(Action<GatewaySettings>? change = null)
    {
        var settings = new GatewaySettings();
        change?.Invoke(settings);
        return Options.Create(settings);
    }

    public static GatewayMetrics Metrics() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}
