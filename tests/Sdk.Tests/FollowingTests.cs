using System.Collections.Concurrent;
using Actors.Configuration;
using Actors.Harness;
using Microsoft.Extensions.Logging;

namespace Actors.Sdk.Tests;

/// <summary>How does a client stay up to date, whatever becomes of the gateway?</summary>
public sealed class FollowingTests : IAsyncLifetime
{
    private static readonly SubjectContext _ada = SubjectContext.Of("ada");
    private static readonly TimeSpan _never = TimeSpan.FromDays(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly LogKeeper _log = new();
    private RealGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RealGateway.Start();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_change_is_pushed_and_told_and_nothing_is_polled()
    {
        await using var client = await Client(options => options.PollInterval = _never);
        var changes = new ConcurrentQueue<ConfigurationChangedEventArgs>();
        client.ConfigurationChanged += (_, _) => throw new InvalidOperationException("a mistake of the application's");
        client.ConfigurationChanged += (_, change) => changes.Enqueue(change);

        _gateway.Publish(DarkMode(2, "false"));

        await See(() => !client.GetBoolean("dark-mode", true, _ada));
        await See(() => !changes.IsEmpty);
        Assert.Equal(["dark-mode"], Assert.Single(changes).Features);
        Assert.Equal(ConfigurationOrigin.Gateway, client.Status.Origin);
        Assert.Contains(_log.Lines, line => line.Text.Contains("a mistake of the application's"));
    }

    [Fact]
    public async Task Removed_features_are_gone()
    {
        await using var client = await Client(options => options.PollInterval = _never);

        _gateway.Publish(new PublishedFeature("dark-mode", 2, false, null));

        await See(() => client.GetBooleanDetails("dark-mode", true, _ada).Error == FeatureError.FeatureNotFound);
    }

    [Fact]
    public async Task Without_streams_changes_are_polled()
    {
        await using var client = await Client(options =>
        {
            options.Streaming = false;
            options.PollInterval = TimeSpan.FromSeconds(1);
        });
        var confirmed = client.Status.ConfirmedAt;

        await See(() => client.Status.ConfirmedAt > confirmed);
        _gateway.Publish(DarkMode(2, "false"));

        await See(() => !client.GetBoolean("dark-mode", true, _ada));
    }

    [Fact]
    public async Task A_client_for_whom_there_is_no_stream_left_polls()
    {
        await using var gateway = await RealGateway.Start("--Actors:Gateway:Limits:KeyStreams=1");
        await using var first = await Client(options => options.Gateway = gateway.Address);
        gateway.Publish(DarkMode(2, "false"));
        await See(() => !first.GetBoolean("dark-mode", true, _ada));
        await using var second = await Client(options =>
        {
            options.Gateway = gateway.Address;
            options.PollInterval = TimeSpan.FromSeconds(1);
        });

        gateway.Publish(DarkMode(3, "true"));

        await See(() => second.GetBoolean("dark-mode", false, _ada));
        Assert.Contains(_log.Lines, line => line.Text.Contains("429", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_gateway_is_away_what_is_known_is_served_and_news_follow_when_it_is_back()
    {
        await using var client = await Client(options => options.PollInterval = TimeSpan.FromSeconds(1));
        await _gateway.Stop();
        await See(() => _log.Lines.Any(line => line.Level == LogLevel.Warning));
        Assert.True(client.GetBoolean("dark-mode", false, _ada));

        _gateway.Publish(DarkMode(2, "false"));
        await _gateway.StartAgain();

        await See(() => !client.GetBoolean("dark-mode", true, _ada));
        await See(() => _log.Lines.Any(line => line.Text.Contains("followed again", StringComparison.Ordinal)));
        Assert.Single(_log.Lines, line => line.Text.Contains("cannot be fetched", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_without_a_gateway_serves_the_disk_copy_until_there_is_one()
    {
        await using (await Client(options => options.DiskCopyDirectory = _directory.Path))
            await See(() => Directory.GetFiles(_directory.Path, "*.payload").Length == 1);
        await _gateway.Stop();

        await using var client = await Client(options =>
        {
            options.DiskCopyDirectory = _directory.Path;
            options.PollInterval = TimeSpan.FromSeconds(1);
            options.StartTimeout = TimeSpan.FromMinutes(1);
        });
        Assert.True(client.GetBoolean("dark-mode", false, _ada));
        Assert.Equal((ConfigurationOrigin.DiskCopy, null), (client.Status.Origin, client.Status.ConfirmedAt));

        await _gateway.StartAgain();
        await See(() => client.Status.ConfirmedAt is not null);
        _gateway.Publish(DarkMode(2, "false"));
        await See(() => !client.GetBoolean("dark-mode", true, _ada));
        Assert.Equal(ConfigurationOrigin.Gateway, client.Status.Origin);
    }

    [Fact]
    public async Task A_bad_disk_copy_is_passed_over_and_said()
    {
        await using (await Client(options => options.DiskCopyDirectory = _directory.Path))
            await See(() => Directory.GetFiles(_directory.Path, "*.payload").Length == 1);
        await File.AppendAllTextAsync(
            Directory.GetFiles(_directory.Path).Single(), "x", TestContext.Current.CancellationToken);

        await using var client = await Client(options => options.DiskCopyDirectory = _directory.Path);

        Assert.Equal(ConfigurationOrigin.Gateway, client.Status.Origin);
        Assert.Contains(_log.Lines, line => line.Text.Contains("checksum", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("actors_server_invented", "does not know the key")]
    [InlineData(RealGateway.ClientKey, "may not fetch rules")]
    public async Task A_key_that_will_not_do_is_said_once_and_is_in_no_log(string key, string why)
    {
        await using var client = await Client(options =>
        {
            options.Key = key;
            options.StartTimeout = TimeSpan.FromMilliseconds(1);
        });

        await See(() => _log.Lines.Any(line => line.Text.Contains(why, StringComparison.Ordinal)));
        Assert.False(client.IsReady);
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_whose_key_is_revoked_serves_on_what_it_knows_and_says_why()
    {
        await using var client = await Client(options => options.PollInterval = TimeSpan.FromSeconds(1));

        _gateway.Revoke("server");

        await See(() => _log.Lines.Any(line => line.Text.Contains("does not know the key", StringComparison.Ordinal)));
        Assert.True(client.GetBoolean("dark-mode", false, _ada));
    }

    [Fact]
    public async Task What_a_bandit_has_learnt_is_followed()
    {
        _gateway.Publish(new PublishedFeature("exp", 1, true, """
            {"defaultValue":"x","rules":[{"key":"exp","contextualVariations":["a","b"],"contextualBanditRef":"cb",
             "weights":[1,0],"hashVersion":2}]}
            """));
        await using var client = await Client(options => options.PollInterval = _never);
        Assert.Equal("a", client.GetString("exp", "", _ada));

        _gateway.PublishBandit("cb", """{"contexts":[{"condition":{},"weights":[0,1]}]}""");

        await See(() => client.GetString("exp", "", _ada) == "b");
    }

    [Fact]
    public async Task An_encrypted_payload_is_read_and_followed()
    {
        await using var client = await Client(options =>
        {
            options.Key = RealGateway.EncryptedKey;
            options.DecryptionKey = RealGateway.EncryptionKey;
            options.DiskCopyDirectory = _directory.Path;
        });
        Assert.True(client.GetBoolean("dark-mode", false, _ada));

        _gateway.Publish(DarkMode(2, "false"));
        await See(() => !client.GetBoolean("dark-mode", true, _ada));
        Assert.DoesNotContain(
            "dark-mode",
            await File.ReadAllTextAsync(
                Directory.GetFiles(_directory.Path, "*.payload").Single(), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_the_gateway_sends_that_is_no_payload_leaves_what_is_served()
    {
        await using var client = await Client(options => options.Key = RealGateway.EncryptedKey);

        await See(() => _log.Lines.Any(line => line.Text.Contains("DecryptionKey", StringComparison.Ordinal)));
        Assert.False(client.IsReady);
    }

    [Fact]
    public async Task A_disposed_client_answers_still_and_follows_no_more()
    {
        var client = await Client(_ => { });
        await client.DisposeAsync();
        await client.DisposeAsync();

        Assert.True(client.GetBoolean("dark-mode", false, _ada));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => client.StartAsync(TestContext.Current.CancellationToken));
    }

    private static PublishedFeature DarkMode(long revision, string value) =>
        new("dark-mode", revision, true, $$"""{"defaultValue":{{value}}}""");

    private static Task See(Func<bool> wanted) =>
        Until.True(() => Task.FromResult(wanted()), "what is wanted is seen", TimeSpan.FromSeconds(30));

    private async Task<ActorsClient> Client(Action<ActorsOptions> configure)
    {
        var options = new ActorsOptions { Gateway = _gateway.Address, Key = RealGateway.ServerKey };
        configure(options);
        var client = new ActorsClient(options, _log);
        await client.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }
}
