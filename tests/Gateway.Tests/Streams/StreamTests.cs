using System.Net;
using System.Text.Json;
using Actors.Configuration;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Tests.Hosting;

namespace Actors.Gateway.Tests.Streams;

/// <summary>What is pushed to SDKs, and when does it end?</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private const string Server = "/sub/" + Samples.ServerSecret;
    private const string Client = "/sub/" + Samples.ClientSecret;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.Start(
        withDiskCopy: true, "--Actors:Gateway:Streams:SpreadMilliseconds=0");

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_server_key_is_told_the_whole_payload_now_and_with_each_version()
    {
        using var stream = await OpenStream.Get(_gateway, Server);
        var hello = await stream.Next();
        var first = await stream.Next();
        Publish(43);
        var second = await stream.Next();

        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal(["enabled"], stream.Response.Headers.GetValues("x-sse-support"));
        Assert.InRange(int.Parse(hello!["retry"]), 1000, 3000);
        Assert.Equal(("features", "42"), (first!["event"], first["id"]));
        Assert.Equal(("features", "43"), (second!["event"], second["id"]));
        Assert.NotEqual(
            JsonElement.Parse(first["data"]).GetProperty("dateUpdated").GetString(),
            JsonElement.Parse(second["data"]).GetProperty("dateUpdated").GetString());
    }

    [Fact]
    public async Task Who_has_the_version_is_told_the_next_one_only()
    {
        using var stream = await OpenStream.Get(_gateway, Server, ("Last-Event-ID", "42"));
        var hello = await stream.Next();
        Publish(43);

        Assert.Equal("42", hello!["id"]);
        Assert.Equal("43", (await stream.Next())!["id"]);
    }

    [Fact]
    public async Task Who_comes_back_from_a_gateway_that_was_ahead_is_not_set_back()
    {
        using var stream = await OpenStream.Get(_gateway, Server, ("Last-Event-ID", "44"));
        await stream.Next();
        Publish(43);
        Publish(45);

        Assert.Equal("45", (await stream.Next())!["id"]);
    }

    [Fact]
    public async Task A_region_that_has_begun_anew_is_followed()
    {
        using var stream = await OpenStream.Get(_gateway, Server, ("Last-Event-ID", "42"));
        await stream.Next();
        Publish(3);

        Assert.Equal("3", (await stream.Next())!["id"]);
    }

    [Fact]
    public async Task A_client_key_is_told_to_ask_again_and_not_one_rule()
    {
        using var stream = await OpenStream.Get(_gateway, Client);
        var hello = await stream.Next();
        Publish(43);
        var told = await stream.Next();

        Assert.Equal("42", hello!["id"]);
        Assert.Equal(("features-updated", "43", ""), (told!["event"], told["id"], told["data"]));
    }

    [Fact]
    public async Task Who_may_have_missed_a_young_version_is_told_at_once()
    {
        Publish(43);

        using var stream = await OpenStream.Get(_gateway, Client);
        await stream.Next();

        Assert.Equal("43", (await stream.Next())!["id"]);
    }

    [Fact]
    public async Task A_client_key_is_told_the_payload_as_long_as_the_environment_permits_it()
    {
        using var stream = await OpenStream.Get(_gateway, Client);
        await stream.Next();
        Publish(43, document => document with { ClientKeysMayFetchRules = true });
        var permitted = await stream.Next();
        Publish(44);

        Assert.Equal("features", permitted!["event"]);
        Assert.Equal("features-updated", (await stream.Next())!["event"]);
    }

    [Fact]
    public async Task A_revoked_keys_stream_ends_and_no_other_does()
    {
        using var revoked = await OpenStream.Get(_gateway, Client);
        using var other = await OpenStream.Get(_gateway, Server, ("Last-Event-ID", "42"));
        await revoked.Next();
        await other.Next();

        Publish(43, document => document with { Keys = document.Keys.Remove(Samples.ClientKey.Id) });

        Assert.Null(await revoked.Next());
        Assert.Equal("43", (await other.Next())!["id"]);
        using var again = await OpenStream.Get(_gateway, Client);
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
    }

    [Fact]
    public async Task The_streams_of_an_environment_that_is_gone_end()
    {
        using var stream = await OpenStream.Get(_gateway, Client);
        await stream.Next();

        _gateway.Live.Release(Samples.Production);

        Assert.Null(await stream.Next());
    }

    [Fact]
    public async Task A_silent_stream_shows_that_it_is_alive()
    {
        using var stream = await OpenStream.Get(_gateway, Client);
        await stream.Next();

        var ping = await stream.NextWhileTimeGoesOn(_gateway, TimeSpan.FromSeconds(1));

        Assert.Equal([""], ping!.Keys);
    }

    [Fact]
    public async Task A_stream_ends_when_its_time_is_over()
    {
        using var stream = await OpenStream.Get(_gateway, Client);
        await stream.Next();

        var next = await stream.NextWhileTimeGoesOn(_gateway, TimeSpan.FromHours(1));
        while (next is not null)
            next = await stream.NextWhileTimeGoesOn(_gateway, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_gateway_that_stops_ends_its_streams_in_order()
    {
        using var stream = await OpenStream.Get(_gateway, Client);
        await stream.Next();

        await _gateway.Stop();

        Assert.Null(await stream.Next());
    }

    [Fact]
    public async Task A_reader_that_is_slow_misses_versions_but_not_the_newest()
    {
        const int Newest = 90;
        using var stream = await OpenStream.Get(_gateway, Server, ("Last-Event-ID", "42"));
        await stream.Next();
        for (var version = 43; version <= Newest; version++)
            Publish(version, Large);

        var told = 0;
        for (var next = await stream.Next(); ; next = await stream.Next())
        {
            told++;
            if (next!["id"] == $"{Newest}")
                break;
        }

        Assert.True(told < Newest - 42, $"All {told} versions were sent to a reader that did not read.");
    }

    private static RulesetDocument Large(RulesetDocument document) => document with
    {
        Features = document.Features.SetItem(
            "large", new("large", 1, true, $$"""{"defaultValue":"{{new string('x', 1 << 20)}}"}""")),
    };

    private void Publish(long version, Func<RulesetDocument, RulesetDocument>? change = null)
    {
        var document = Samples.Document(version, Samples.Features) with
        {
            PublishedAt = Samples.Now.AddMinutes(version),
        };
        _gateway.Live.Serve(
            ServedRuleset.Whole(Samples.Production, change is null ? document : change(document)),
            _gateway.Time.GetUtcNow());
    }
}
