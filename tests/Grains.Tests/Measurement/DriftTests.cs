using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Experiments;
using Actors.Grains.Tests.Experiments;
using Actors.Measurement;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Grains.Tests.Measurement;

public sealed class DriftTests(RegionFixture fixture)
{
    [Fact]
    public async Task What_gateways_find_is_an_alarm_of_the_client_that_drifts_and_of_the_results()
    {
        var lab = await Lab.Open(fixture.Region);
        await lab.Run();
        var drift = Drift(fixture.Region, lab.Shop.Key);
        Assert.False((await Results(lab)).Drift!.IsAlarm);

        await drift.Add(Report("a", 1, new("js", "1.8.0", 400, 0), new("swift", "2.1", 300, 30)));
        await drift.Add(Report("b", 1, new DriftTally("swift", "2.1", 100, 10)));
        await drift.Add(Report("b", 1, new DriftTally("swift", "2.1", 100, 10))); // it was not heard the first time

        var found = (await Results(lab)).Drift!;
        Assert.True(found.IsAlarm);
        Assert.Equal(
            [(new DriftTally("swift", "2.1", 400, 40), true), (new DriftTally("js", "1.8.0", 400, 0), false)],
            found.Clients.Select(client => (client.Tally, client.IsAlarm)));
        Assert.StartsWith("swift 2.1: 40 of 400 exposures differ", found.Clients[0].Reason, StringComparison.Ordinal);
        Assert.Equal([new UncheckedTally("overridden", 2)], found.Unchecked);

        var alarms = await Eventually.See(
            () => fixture.Region.Grains.GetAlarms(lab.Shop.Key).Current(), known => known.Raised.Length == 1);
        Assert.Equal((AlarmKind.Drift, "client swift 2.1"), (alarms.Raised[0].Id.Kind, alarms.Raised[0].Cause));
        Assert.Contains(": swift 2.1: 40 of 400 exposures differ", alarms.Raised[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_survives_its_silo_and_a_report_repeated_afterwards_counts_once()
    {
        var drift = Drift(fixture.Region, $"shop-{Guid.NewGuid():N}");
        await drift.Add(Report("a", 1, new DriftTally("js", "1", 100, 50)));
        await fixture.Region.Cluster.DeactivateAsync(drift);

        await drift.Add(Report("a", 1, new DriftTally("js", "1", 100, 50)));

        Assert.Equal(new("js", "1", 100, 50), Assert.Single((await drift.Read()).Clients).Tally);
    }

    [Fact]
    public async Task A_report_that_could_not_be_kept_is_no_alarm_until_it_is()
    {
        await using var region = await Region.Start();
        var drift = Drift(region, "shop");
        await drift.Add(Report("a", 1, new DriftTally("js", "1", 100, 0)));
        region.Disk.Refuse("drift", "drift:shop/production/banner-shown", 1);

        await Assert.ThrowsAnyAsync<Exception>(() => drift.Add(Report("a", 2, new DriftTally("js", "1", 100, 90))));
        var before = await Eventually.See(() => drift.Read(), _ => true);
        await drift.Add(Report("a", 2, new DriftTally("js", "1", 100, 90)));

        Assert.False(before.IsAlarm);
        Assert.Equal(new("js", "1", 200, 90), Assert.Single((await drift.Read()).Clients).Tally);
    }

    [Fact]
    public async Task An_alarm_ends_a_day_after_the_clients_have()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var region = await Region.Start(clock: clock);
        var drift = Drift(region, "shop");
        await drift.Add(Report("a", 1, new DriftTally("js", "1", 100, 50)));
        Assert.True((await drift.Read()).IsAlarm);

        clock.Advance(TimeSpan.FromHours(26));

        Assert.Equal((false, 0), ((await drift.Read()).IsAlarm, (await drift.Read()).Clients.Length));
    }

    private static IDriftGrain Drift(Region region, string project) =>
        region.Grains.GetDrift(new EnvironmentId(project, "production"), "banner-shown");

    private static DriftReport Report(string sender, long number, params DriftTally[] clients) =>
        new(sender, number, [.. clients], [new UncheckedTally("overridden", 1)]);

    private async Task<ExperimentResults> Results(Lab lab) =>
        (await fixture.Region.Grains.GetResults(GrainKeys.ExperimentOf(lab.StorageKey)).Read(new())).Value!;
}
