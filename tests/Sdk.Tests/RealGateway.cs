using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Actors.Configuration;
using Actors.Gateway;
using Actors.Gateway.Rulesets;
using Actors.Harness;
using Actors.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Sdk.Tests;

/// <summary>A whole gateway on a port of its own, without a region: the test publishes. May be started again.</summary>
internal sealed class RealGateway : IAsyncDisposable
{
    public const string ServerKey = "actors_server_0123456789abcdef";
    public const string ClientKey = "actors_client_0123456789abcdef";
    public const string EncryptedKey = "actors_server_fedcba9876543210";
    public const string EncryptionKey = "AAECAwQFBgcICQoLDA0ODw==";

    private static readonly EnvironmentId _environment = new("shop", "production");

    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = FreePorts.Next();
    private readonly string[] _settings;
    private WebApplication? _app;
    private RulesetDocument _document = RulesetDocument.Empty with
    {
        Keys = RulesetDocument.Empty.Keys
            .Add("server", Key("server", SdkKeyKind.Server, ServerKey))
            .Add("client", Key("client", SdkKeyKind.Client, ClientKey))
            .Add("encrypted", Key("encrypted", SdkKeyKind.Server, EncryptedKey) with { EncryptionKey = EncryptionKey }),
    };

    private RealGateway(string[] settings) => _settings = settings;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <param name="settings">Further ones of the gateway, as on a command line.</param>
    public static async Task<RealGateway> Start(params string[] settings)
    {
        var gateway = new RealGateway(settings);
        gateway.Publish(new PublishedFeature("dark-mode", 1, true, """{"defaultValue":true}"""));
        await gateway.StartAgain();
        return gateway;
    }

    public async Task StartAgain()
    {
        var builder = WebApplication.CreateBuilder([
            $"--urls=http://127.0.0.1:{_port}", "--environment=Production",
            "--ConnectionStrings:Actors=Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1",
            $"--Actors:Gateway:DiskCopyDirectory={_directory.Path}", "--Actors:Gateway:Name=edge-1", .. _settings,
        ]);
        builder.AddServiceDefaults("actors-gateway").AddActorsClient().AddActorsGateway();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapActorsGateway().MapServiceDefaults();
        await app.StartAsync(TestContext.Current.CancellationToken);
        _app = app;
        Serve();
    }

    public async Task Stop()
    {
        if (Interlocked.Exchange(ref _app, null) is { } app)
            await app.DisposeAsync();
    }

    /// <summary>One new version with these features changed; a null definition removes.</summary>
    public void Publish(params PublishedFeature[] features) =>
        Change(Publishing.Accept(_document, features, Now));

    public void PublishGroup(string id, long revision, string values) =>
        Change(Publishing.AcceptGroups(_document, [new(id, revision, values)], Now));

    public void PublishBandit(string id, string json) =>
        Change(Accepted(Publishing.PutBandit(_document, new(id, json), Now)));

    public void Revoke(string id) => Change(Accepted(Publishing.Revoke(_document, id, Now)));

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _directory.Dispose();
    }

    private void Change(RulesetDocument next)
    {
        _document = next;
        if (_app is not null)
            Serve();
    }

    // As the feed does when the region tells of a version.
    private void Serve()
    {
        var live = _app!.Services.GetRequiredService<LiveRulesets>();
        live.Serve(ServedRuleset.Whole(_environment, Served(_document)), Now);
        live.HeardAll();
    }

    private static RulesetDocument Accepted(Foundation.Decision<RulesetDocument> decision) =>
        ((Foundation.Decision<RulesetDocument>.Accepted)decision).Next;

    private static RulesetDocument Served(RulesetDocument document) => document with
    {
        Features = document.Features.RemoveRange(
            document.Features.Where(feature => feature.Value.Json is null).Select(feature => feature.Key)),
    };

    private static SdkKey Key(string id, SdkKeyKind kind, string secret) => new(
        id,
        id,
        kind,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))),
        ImmutableArray<string>.Empty,
        DateTimeOffset.UnixEpoch);
}
