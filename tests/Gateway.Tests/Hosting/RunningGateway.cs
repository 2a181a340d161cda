using System.Net;
using System.Text;
using Actors.Gateway.Rulesets;
using Actors.ServiceDefaults;
using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Actors.Gateway.Tests.Hosting;

/// <summary>A whole gateway process but for the process: real server, real client, and no region anywhere.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly WebApplication _app;

    private RunningGateway(bool withDiskCopy, string[] settings, IGrainFactory? region = null)
    {
        if (withDiskCopy)
            WriteDiskCopy();
        var builder = WebApplication.CreateBuilder([
            "--urls=http://127.0.0.1:0", "--environment=Production",
            "--ConnectionStrings:Actors=Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1",
            $"--Actors:Gateway:DiskCopyDirectory={_directory.Path}", "--Actors:Gateway:Name=edge-1",
            "--Actors:Gateway:Limits:HeaderTimeoutSeconds=1", "--Actors:Gateway:Limits:BodyGraceSeconds=2", .. settings,
        ]);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddServiceDefaults("actors-gateway").AddActorsClient().AddActorsGateway();
        if (region is not null)
            builder.Services.AddSingleton(region);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        _app = builder.Build();
    }

    private void Map()
    {
        _app.MapActorsGateway().MapServiceDefaults();
        _app.MapGet("/v1/fails", Fail);
        _app.MapPost("/ofrep/v1/fails", Fail);
        _app.MapGet("/v1/waits", () => { throw new TimeoutException("a secret of the engine"); });
        _app.MapGet("/v1/loads", () =>
        {
            throw new InvalidOperationException("a secret", new NpgsqlException("a secret of the engine"));
        });
        _app.MapPost("/v1/imports", async (Stream body) =>
        {
            await body.CopyToAsync(Stream.Null);
            return "taken";
        });
    }

    public FakeTimeProvider Time { get; } = new(Samples.Now);

    public LogKeeper Log { get; } = new();

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public LiveRulesets Live => _app.Services.GetRequiredService<LiveRulesets>();

    public static async Task<RunningGateway> Start(bool withDiskCopy, params string[] settings)
    {
        var gateway = new RunningGateway(withDiskCopy, settings);
        await gateway.Begin();
        gateway.Connect();
        return gateway;
    }

    /// <summary>With a disk copy, in a region whose actors a test plays.</summary>
    public static async Task<RunningGateway> StartIn(IGrainFactory region, params string[] settings)
    {
        var gateway = new RunningGateway(withDiskCopy: true, settings, region);
        await gateway.Begin();
        gateway.Connect();
        return gateway;
    }

    /// <summary>A process that listens and has begun nothing else: see <see cref="Begin"/>.</summary>
    public static async Task<RunningGateway> Open(bool withDiskCopy, params string[] settings)
    {
        var gateway = new RunningGateway(withDiskCopy, settings);
        var server = (IEarlyServer)gateway.Services.GetRequiredService<IServer>();
        await server.Open(TestContext.Current.CancellationToken);
        gateway.Connect();
        return gateway;
    }

    /// <summary>Maps the endpoints and starts every service.</summary>
    public Task Begin()
    {
        Map();
        return _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> Ask(string path, string body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body, [("Authorization", $"Bearer {Samples.ClientSecret}"), .. headers]);

    public Task<HttpResponseMessage> Send(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The gateway is alive, answers rightly, and has logged nothing that was its own fault.</summary>
    public async Task IsWell()
    {
        var answer = await Ask("/ofrep/v1/evaluate/flags/dark-mode", """{"context":{"targetingKey":"ada"}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(Log.Lines, line => line.Level >= LogLevel.Error && !IsOfOrleansConnecting(line.Text));
    }

    /// <summary>As at a signal.</summary>
    public Task Stop() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.DisposeAsync();
        _directory.Dispose();
    }

    private void Connect()
    {
        Address = new Uri(_app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
        Time.Advance(TimeSpan.FromSeconds(10));
    }

    // That there is no database is what these tests are about; the Orleans client calls it an error at every try.
    private static bool IsOfOrleansConnecting(string text) =>
        text.Contains("Npgsql", StringComparison.Ordinal)
            || text.Contains("gateway list", StringComparison.OrdinalIgnoreCase);

    private static string Fail() => throw new InvalidOperationException("a secret of the engine");

    private void WriteDiskCopy()
    {
        var settings = Samples.Settings(settings => settings.DiskCopyDirectory = _directory.Path);
        new DiskCopies(settings, Samples.Metrics(), NullLogger<DiskCopies>.Instance).Save(
            new DiskCopy(Samples.Production, Samples.Document(42, Samples.Features), Samples.Now.AddMinutes(-1)));
    }
}
