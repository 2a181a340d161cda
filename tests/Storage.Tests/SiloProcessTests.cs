using System.Net;
using Actors.Database;
using Actors.Harness;

namespace Actors.Storage.Tests;

/// <summary>A silo as a process: when it starts, what it says when it can't, and how it leaves.</summary>
public sealed class SiloProcessTests(TwoClusters clusters)
{
    [Fact]
    public async Task A_silo_starts_leaves_on_SIGTERM_and_starts_again_after_a_kill()
    {
        await using var silo = RegionProcess.Silo("silo", clusters.ConnectionString, Cluster("leaving"));
        await silo.Start();
        Assert.Equal(HttpStatusCode.OK, await silo.HealthStatus("started"));
        Assert.Equal(0, await silo.Terminate());

        await silo.Start();
        await silo.Kill();
        await silo.Start();
        Assert.Equal(0, await silo.Terminate());
    }

    [Fact]
    public async Task A_silo_is_unready_while_storage_is_away_and_ready_again_after()
    {
        await using var server = await PrivatePostgres.Create();
        Database.Schema.Apply(server.ConnectionString);
        await using var silo = RegionProcess.Silo("silo-outage", server.ConnectionString);
        await silo.Start();

        await server.Stop();
        await Until.True(
            async () => await silo.HealthStatus("ready") == HttpStatusCode.ServiceUnavailable, "the silo is unready");
        Assert.Equal(HttpStatusCode.OK, await silo.HealthStatus("live"));

        await server.Start();
        await silo.Ready();
        Assert.Equal(0, await silo.Terminate());
    }

    [Fact]
    public async Task A_silo_waits_for_a_database_that_starts_after_it()
    {
        await using var server = await PrivatePostgres.Create();
        Database.Schema.Apply(server.ConnectionString);
        await server.Stop();
        await using var silo = RegionProcess.Silo("silo-first", server.ConnectionString);
        silo.Launch();
        await Until.True(
            () => silo.LastWords().Contains("does not answer yet", StringComparison.Ordinal), "the silo waits");

        await server.Start();
        await silo.Ready();
    }

    [Fact]
    public async Task An_old_database_gives_one_sentence_and_no_silo()
    {
        await using var empty = await TestDatabase.Create(withSchema: false);
        await using var silo = RegionProcess.Silo("silo-old", empty.ConnectionString);
        silo.Launch();

        Assert.Equal(69, await silo.Ended());
        Assert.Equal(
            $"The database has schema version 0, this program needs {Scripts.Newest}: "
                + "run `dotnet Actors.Database.dll apply`.",
            silo.LastWords(2));
    }

    [Fact]
    public async Task Every_wrong_setting_gives_one_sentence()
    {
        var wrong = new Dictionary<string, string>
        {
            ["Actors:Silo:SiloPort"] = "seven",
            ["Actors:Silo:GatewayPort"] = "70000",
            ["Actors:Silo:AdvertisedAddress"] = "here",
        };
        await using var silo = RegionProcess.Silo("silo-wrong", clusters.ConnectionString, wrong);
        silo.Launch();

        Assert.Equal(78, await silo.Ended());
        var lines = silo.LastWords(9).Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Actors:Silo:SiloPort is \"seven\"", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_gives_one_sentence()
    {
        await using var first = RegionProcess.Silo("silo-first-on-port", clusters.ConnectionString, Cluster("ports"));
        await first.Start();
        var taken = first.Url.Port;
        var same = new Dictionary<string, string> { ["Actors:Silo:SiloPort"] = $"{taken}" };
        await using var second = RegionProcess.Silo("silo-second-on-port", clusters.ConnectionString, same);
        second.Launch();

        Assert.Equal(69, await second.Ended());
        Assert.Equal(
            $"Port {taken} is taken by another process: set Actors:Silo:SiloPort to a free one.", second.LastWords(2));
    }

    private static Dictionary<string, string> Cluster(string id) => new() { ["Actors:ClusterId"] = id };
}
