using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Storage.Tests;

/// <summary>
/// The rules of the cluster's table that its silos rely on, asked of a cluster whose silo sits still.
/// </summary>
public sealed class MembershipTests(TwoClusters clusters)
{
    private readonly IMembershipTable _table = clusters.Other.GetRequiredService<IMembershipTable>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_changes_that_saw_the_same_version_one_wins()
    {
        await WithQuietVersion(async before =>
        {
            var outcomes = await Task.WhenAll(
                _table.InsertRowAsync(Silo(1), before.Next(), Cancellation),
                _table.InsertRowAsync(Silo(2), before.Next(), Cancellation));
            return outcomes.Count(won => won) == 1;
        });
    }

    [Fact]
    public async Task A_silo_that_is_there_is_not_inserted_again_and_the_version_stays()
    {
        var silo = Silo(3);
        await WithQuietVersion(async before => await _table.InsertRowAsync(silo, before.Next(), Cancellation));

        var version = (await _table.ReadAllAsync(Cancellation)).Version;
        Assert.False(await _table.InsertRowAsync(silo, version.Next(), Cancellation));
        Assert.Equal(version.Version, (await _table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task A_change_of_a_silo_that_is_not_there_leaves_the_version()
    {
        var version = (await _table.ReadAllAsync(Cancellation)).Version;
        Assert.False(await _table.UpdateRowAsync(Silo(4), version.VersionEtag, version.Next(), Cancellation));
        Assert.Equal(version.Version, (await _table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task Only_the_dead_are_swept()
    {
        var (dead, active) = (Silo(5), Silo(6));
        dead.Status = SiloStatus.Dead;
        active.Status = SiloStatus.Joining; // not active: the cluster would probe a silo that isn't there
        await WithQuietVersion(async before => await _table.InsertRowAsync(dead, before.Next(), Cancellation));
        await WithQuietVersion(async before => await _table.InsertRowAsync(active, before.Next(), Cancellation));

        await _table.CleanupDefunctSiloEntriesAsync(TimeProvider.System.GetUtcNow().AddDays(-1), Cancellation);

        var members = (await _table.ReadAllAsync(Cancellation)).Members;
        var left = members.Select(member => member.Item1.SiloAddress).ToArray();
        Assert.DoesNotContain(dead.SiloAddress, left);
        Assert.Contains(active.SiloAddress, left);
    }

    [Fact]
    public async Task A_heartbeat_is_kept_and_moves_no_version()
    {
        var silo = Silo(7);
        await WithQuietVersion(async before => await _table.InsertRowAsync(silo, before.Next(), Cancellation));
        var version = (await _table.ReadAllAsync(Cancellation)).Version.Version;

        silo.IAmAliveTime = new DateTime(2026, 2, 2, 2, 2, 2, DateTimeKind.Utc);
        await _table.UpdateIAmAliveAsync(silo, Cancellation);

        var read = await _table.ReadRowAsync(silo.SiloAddress, Cancellation);
        Assert.Equal(silo.IAmAliveTime, Assert.Single(read.Members).Item1.IAmAliveTime);
        Assert.Equal(version, (await _table.ReadAllAsync(Cancellation)).Version.Version);
    }

    // The silo of this cluster may change the table between a read and a change of ours: then the change is tried anew.
    private async Task WithQuietVersion(Func<TableVersion, Task<bool>> change)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            if (await change((await _table.ReadAllAsync(Cancellation)).Version))
            {
                return;
            }
        }

        Assert.Fail("The change was refused 20 times.");
    }

    private static MembershipEntry Silo(int generation) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 9, generation),
        SiloName = $"silo-{generation}",
        HostName = "test",
        Status = SiloStatus.Dead,
        ProxyPort = 0,
        StartTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        IAmAliveTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };
}
