using Actors.Experiments;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Grains.Tests.Experiments;

/// <summary>Starts, stops and ramps happen by themselves, in time, once, whoever slept meanwhile.</summary>
public sealed class ScheduleTests(RegionFixture fixture)
{
    private static readonly RampStep[] _steps = [new(100, 60), new(500, 60), new(2_500, 60), new(10_000)];

    [Fact]
    public async Task A_ramp_goes_on_step_by_step_through_moved_time_and_new_activations()
    {
        var clock = new FakeTimeProvider();
        await using var region = await Region.Start(clock: clock);
        var lab = await Lab.Open(region);
        var start = clock.GetUtcNow().AddDays(1);
        await lab.Do(new PutExperiment(Lab.Draft with { Schedule = new() { StartAt = start, Ramp = [.. _steps] } }));

        await Remind(lab);
        Assert.Equal(ExperimentStatus.Draft, (await Now(lab)).Status);
        clock.Advance(TimeSpan.FromDays(1));
        foreach (var step in Enumerable.Range(0, _steps.Length))
        {
            await Remind(lab);
            await Remind(lab);
            Assert.Equal(
                (step, _steps[step].CoverageBasisPoints), ((await Now(lab)).Ramp!.Step, await Included(lab)));
            await region.Cluster.DeactivateAsync(lab.Experiment);
            await Remind(lab);
            Assert.Equal(step, (await Now(lab)).Ramp!.Step);

            // Late by days: the next step is taken, not the one after it.
            clock.Advance(TimeSpan.FromDays(3));
        }

        var verbs = (await lab.Experiment.History(null, 50)).Reverse().Select(revision => revision.Verb);
        Assert.Equal(["created", "started", "ramped", "ramped", "ramped"], verbs);
    }

    [Fact]
    public async Task What_is_due_soon_happens_by_itself()
    {
        var lab = await Lab.Open(fixture.Region);
        await lab.Do(new PutExperiment(Lab.Draft with
        {
            Schedule = new() { StartAt = DateTimeOffset.UnixEpoch, Ramp = [new(100), new(10_000)] },
        }));

        await Eventually.See(() => Now(lab), state => state.Ramp is { Step: 1 });
        Assert.Equal(10_000, await Included(lab));
    }

    [Fact]
    public async Task The_next_step_waits_until_the_present_one_is_served()
    {
        var clock = new FakeTimeProvider();
        await using var region = await Region.Start(clock: clock);
        var lab = await Lab.Open(region);
        await lab.Do(new PutExperiment(Lab.Draft with { Schedule = new() { Ramp = [.. _steps] } }));
        using (region.Disk.Refuse("ruleset", lab.Shop.RulesetKey()))
        {
            await lab.Do(new StartExperiment());
            clock.Advance(TimeSpan.FromDays(1));
            await Remind(lab);
            Assert.Equal(0, (await Now(lab)).Ramp!.Step);
        }

        await Eventually.See(
            async () =>
            {
                await Remind(lab);
                return await Now(lab);
            },
            state => state.Ramp!.Step == 1);
    }

    [Fact]
    public async Task A_scheduled_start_that_cannot_be_says_why_and_is_not_tried_again()
    {
        var clock = new FakeTimeProvider();
        await using var region = await Region.Start(clock: clock);
        var lab = await Lab.Open(region);
        await lab.Do(new PutExperiment(Lab.Draft with
        {
            Environments = ["moon"],
            Schedule = new() { StartAt = clock.GetUtcNow().AddMinutes(90) },
        }));
        clock.Advance(TimeSpan.FromMinutes(90));

        await Remind(lab);

        var state = await Now(lab);
        Assert.Equal((ExperimentStatus.Draft, null), (state.Status, state.Experiment.Schedule.StartAt));
        Assert.Contains("/environments/0", state.Reason, StringComparison.Ordinal);
        await Remind(lab);
        Assert.Equal(2, (await lab.Experiment.Current()).Value!.Revision.Number);
    }

    [Fact]
    public async Task Evidence_ends_a_step_that_waits_for_power_and_harm_rolls_back_within_the_call()
    {
        var lab = await Lab.Open(fixture.Region);
        await lab.Run(Lab.Draft with { Schedule = new() { Ramp = [new(100, 0, true), new(10_000)] } });

        await lab.Experiment.Guard(new("powered-1", 1, GuardrailVerdict.Powered, "No guardrail moved."));
        Assert.Equal((1, 10_000), ((await Now(lab)).Ramp!.Step, await Included(lab)));

        var harm = new GuardrailEvidence("harm-1", 1, GuardrailVerdict.RollBack, "Crashes of 'shown' rose by 30 %.");
        var view = (await lab.Experiment.Guard(harm)).Value!;
        Assert.Equal(
            (ExperimentStatus.Paused, harm.Reason, "actors"),
            (view.Revision.State.Status, view.Revision.State.Reason, view.Revision.Authorship.Author));
        Assert.Equal("""{"defaultValue":false}""", await lab.Published());
        await lab.Do(new ResumeExperiment());
        await lab.Experiment.Guard(harm);
        Assert.Equal(ExperimentStatus.Running, (await Now(lab)).Status);
    }

    private static Task Remind(Lab lab) => lab.Experiment.AsReference<IRemindable>().ReceiveReminder("", default);

    private static async Task<ExperimentState> Now(Lab lab) =>
        (await lab.Experiment.Current()).Value!.Revision.State;

    private static async Task<int> Included(Lab lab) =>
        (await Now(lab)).Run!.Ranges.Sum(range => range.Length);
}
