using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Measurement;

namespace Actors.Grains.Tests.Experiments;

/// <summary>From the events to the alarm, and back.</summary>
public sealed class AlarmTests(RegionFixture fixture)
{
    [Fact]
    public async Task A_broken_split_raises_an_alarm_with_its_cause_that_survives_and_clears_itself()
    {
        var lab = await Lab.Open(fixture.Region);
        await lab.Run();
        await Expose(lab, "web", control: 300, shown: 300);
        await Expose(lab, "ios", control: 140, shown: 20);

        var alarm = (await See(lab, alarms => alarms.Raised is [{ Cause: "platform ios" }])).Raised[0];

        Assert.Contains("most likely cause: platform ios, ", alarm.Reason, StringComparison.Ordinal);
        Assert.Equal(new("banner-shown", "production", AlarmKind.SampleRatio), alarm.Id);
        var results = await fixture.Region.Grains.GetResults(GrainKeys.ExperimentOf(lab.StorageKey)).Read(new());
        Assert.Equal(alarm.Number, Assert.Single(results.Value!.Alarms).Number);
        await fixture.Region.Cluster.DeactivateAsync(Alarms(lab));
        Assert.Equal(alarm.Number, Assert.Single((await Alarms(lab).Current()).Raised).Number);

        await Expose(lab, "late-ios", control: 0, shown: 120);
        var cleared = (await See(lab, alarms => alarms.Raised.IsEmpty)).Cleared[0];
        Assert.StartsWith("Subjects are split as planned again", cleared.ClearedBecause, StringComparison.Ordinal);
        var written = await fixture.Region.Audit.Read(
            lab.Shop.Key, new AuditQuery("alarm/banner-shown", null, 50), default);
        Assert.Equal(("cleared", "raised"), (written[0].Verb, written[^1].Verb));
        Assert.Contains("Sample ratio mismatch in production", written[^1].Comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_ends_with_its_experiment()
    {
        var lab = await Lab.Open(fixture.Region);
        await lab.Run();
        await Expose(lab, "ios", control: 120, shown: 30);
        await See(lab, alarms => alarms.Raised.Length == 1);

        await lab.Do(new StopExperiment(null));

        var ended = await See(lab, alarms => alarms.Raised.IsEmpty);
        Assert.Equal("The experiment does not run any more", ended.Cleared[0].ClearedBecause);
    }

    private IAlarmsGrain Alarms(Lab lab) => fixture.Region.Grains.GetAlarms(lab.Shop.Key);

    private Task<ProjectAlarms> See(Lab lab, Func<ProjectAlarms, bool> isSo) =>
        Eventually.See(() => Alarms(lab).Current(), isSo);

    private async Task Expose(Lab lab, string platform, int control, int shown)
    {
        var events = Enumerable.Range(0, control + shown).Select(number => new MeasuredEvent
        {
            Id = $"{platform}-{number}",
            Kind = EventKind.Exposure,
            Key = "banner-shown",
            Subject = new("id", $"{platform}-{number}"),
            At = TimeProvider.System.GetUtcNow().AddSeconds(1),
            Exposure = new(
                number < control ? "control" : "shown", "1", 1, "js", "1.8.0",
                [new("platform", platform.Replace("late-", "", StringComparison.Ordinal))]),
        });
        foreach (var own in events.GroupBy(one => one.Subject.Partition))
        {
            var grain = fixture.Region.Grains.GetEvents(new EnvironmentId(lab.Shop.Key, "production"), own.Key);
            Assert.Null((await grain.Append([.. own])).Refusal);
        }
    }
}
