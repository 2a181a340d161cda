using CsCheck;

namespace Actors.Experiments.Tests;

/// <summary>What happens by itself, whenever and however often somebody looks.</summary>
public sealed class TimetableTests
{
    private static readonly Experiment _ramp = Some.Draft with
    {
        Schedule = new()
        {
            StartAt = Some.Time.AddHours(1),
            StopAt = Some.Time.AddDays(30),
            Ramp = [new(100, 60), new(500, 120), new(2_500, 30, UntilPowered: true), new(10_000)],
        },
    };

    [Fact]
    public void Each_step_follows_on_the_one_before_and_holds_for_its_time()
    {
        var history = Some.Created(_ramp);
        Assert.Null(Timetable.Due(history.State!, Some.Time.AddMinutes(59)));

        history = Ticked(history, Some.Time.AddHours(1));
        Assert.Equal((ExperimentStatus.Running, 0, 100), Seen(history));
        Assert.Null(Timetable.Due(history.State!, Some.Time.AddHours(2).AddTicks(-1)));

        history = Ticked(history, Some.Time.AddHours(2));
        Assert.Equal((ExperimentStatus.Running, 1, 500), Seen(history));
        history = Ticked(history, Some.Time.AddHours(4));
        Assert.Equal((ExperimentStatus.Running, 2, 2_500), Seen(history));
        Assert.Null(Timetable.Due(history.State!, Some.Time.AddDays(20)));

        history = history.After(Guard("p", GuardrailVerdict.Powered));
        history = Ticked(history, Some.Time.AddHours(5));
        Assert.Equal((ExperimentStatus.Running, 3, 10_000), Seen(history));
        Assert.Equal(Some.Time.AddDays(30), Timetable.Next(history.State!));
        history = Ticked(history, Some.Time.AddDays(30));
        Assert.Equal(ExperimentStatus.Stopped, history.State!.Status);
        Assert.Null(Timetable.Next(history.State));
    }

    /// <summary>However late, early or often it is looked at: each step once, in order, in its time.</summary>
    [Fact]
    public void No_step_is_skipped_or_repeated_or_early() =>
        Gen.Int[0, 400].Array[1, 60].Sample(pauses =>
        {
            var (history, now) = (Some.Running(Plain()), Some.Time);
            var (step, since) = (0, Some.Time);
            foreach (var pause in pauses)
            {
                now = now.AddMinutes(pause);
                history = Ticked(history, now);
                history = Ticked(history, now);
                var ramp = history.State!.Ramp!;
                Assert.InRange(ramp.Step, step, step + 1);
                if (ramp.Step > step)
                {
                    Assert.True(now - since >= TimeSpan.FromMinutes(Plain().Schedule.Ramp[step].HoldMinutes));
                    (step, since) = (ramp.Step, now);
                }
            }

            Assert.Equal(step, history.Recent.Count(revision => revision.Verb == "ramped"));

            static Experiment Plain() => Some.Draft with
            {
                Schedule = new() { Ramp = [new(100, 60), new(500, 90), new(2_500, 1), new(10_000)] },
            };
        });

    [Fact]
    public void A_ramp_moves_nobody_who_is_in_already_and_waits_for_the_step_that_follows()
    {
        var first = Some.Running(_ramp);
        var second = first.After(new AdvanceRamp(1));

        Assert.Equal(
            new Movement(400, 0, 0), Allocation.Between(first.State!.Run!.Ranges, second.State!.Run!.Ranges));
        Assert.False(second.State.Run.IsReallocated);
        first.Deciding(new AdvanceRamp(2)).IsRefused("ramp-step");
        second.Deciding(new AdvanceRamp(1)).IsRefused("ramp-step");
    }

    [Fact]
    public void Guardrails_hold_a_ramp_until_an_operator_lets_it_go_on()
    {
        var held = Some.Running(_ramp).After(Guard("h", GuardrailVerdict.Hold, "Crashes rose by 3 %."));

        Assert.Equal(("Crashes rose by 3 %.", "held"), (held.State!.Ramp!.Held, held.Last!.Verb));
        Assert.Null(Timetable.Due(held.State, Some.Time.AddDays(3)));
        Assert.Equal(100, held.State.IncludedBasisPoints);

        var later = Some.Time.AddDays(3);
        var resumed = held.After(new ResumeExperiment(), now: later);
        Assert.Equal(("", ""), (resumed.State!.Reason, resumed.State.Ramp!.Held));
        Assert.Equal(later.AddHours(1), Timetable.Next(resumed.State));
    }

    [Fact]
    public void Guardrails_roll_an_experiment_back_with_a_reason_and_only_one_of_this_phase_counts()
    {
        var running = Some.Running();
        var rolledBack = running.After(Guard("r", GuardrailVerdict.RollBack, "Crashes rose by 30 %."));

        Assert.Equal(
            (ExperimentStatus.Paused, "Crashes rose by 30 %.", "rolled-back"),
            (rolledBack.State!.Status, rolledBack.State.Reason, rolledBack.Last!.Verb));
        Assert.Empty(ExperimentDecisions.Published(rolledBack, "e", "production").Rules);
        Assert.Same(rolledBack, rolledBack.After(Guard("again", GuardrailVerdict.RollBack)));
        Assert.Same(running, running.After(new GuardExperiment(new("old", 7, GuardrailVerdict.RollBack, "Old."))));
    }

    [Fact]
    public void An_operators_coverage_ends_the_ramp()
    {
        var changed = Some.Running(_ramp).After(new ReallocateExperiment(ReallocationWay.LeastMovement, [], 3_000));

        Assert.Null(changed.State!.Ramp);
        Assert.Equal(Some.Time.AddDays(30), Timetable.Next(changed.State));
        Assert.Equal(3_000, changed.State.IncludedBasisPoints);
    }

    private static GuardExperiment Guard(string id, GuardrailVerdict verdict, string reason = "Because.") =>
        new(new(id, 1, verdict, reason));

    private static ExperimentHistory Ticked(ExperimentHistory history, DateTimeOffset now) =>
        Timetable.Due(history.State!, now) is { } due ? history.After(due, now: now) : history;

    private static (ExperimentStatus, int, int) Seen(ExperimentHistory history) => (
        history.State!.Status,
        history.State.Ramp!.Step,
        history.State.Run!.Ranges.Sum(range => range.Length));
}
