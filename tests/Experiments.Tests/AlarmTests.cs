namespace Actors.Experiments.Tests;

public sealed class AlarmTests
{
    private static readonly AlarmId _id = new("checkout", "production", AlarmKind.SampleRatio);
    private static readonly DateTimeOffset _noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Evidence_raises_an_alarm_once_and_a_sentence_says_since_when()
    {
        var raised = AlarmDecisions.Take(ProjectAlarms.None, Wrong("platform ios"), _noon)!;

        Assert.Equal((AlarmVerb.Raised, 1, 1), (raised.Verb, raised.Alarm.Number, raised.Next.Revision));
        Assert.Equal(
            "Sample ratio mismatch in production since 2026-11-01 12:00 UTC: 52 % instead of 50 %.",
            raised.Alarm.Reason);
        Assert.Null(AlarmDecisions.Take(raised.Next, Wrong("platform ios"), _noon.AddHours(1)));
        Assert.Null(AlarmDecisions.Take(raised.Next, new(_id, AlarmEvidence.Undecided, ""), _noon.AddHours(1)));
    }

    [Fact]
    public void What_is_right_again_clears_it_and_the_next_one_is_another()
    {
        var raised = AlarmDecisions.Take(ProjectAlarms.None, Wrong(""), _noon)!.Next;

        var cleared = AlarmDecisions.Take(raised, new(_id, AlarmEvidence.Right, "as planned"), _noon.AddHours(1))!;
        var again = AlarmDecisions.Take(cleared.Next, Wrong(""), _noon.AddHours(2))!;

        Assert.Equal((AlarmVerb.Cleared, "as planned"), (cleared.Verb, cleared.Alarm.ClearedBecause));
        Assert.Empty(cleared.Next.Raised);
        Assert.Equal((2L, 3L), (again.Alarm.Number, again.Next.Revision));
        Assert.Equal(1, Assert.Single(again.Next.Cleared).Number);
        Assert.Null(AlarmDecisions.Take(cleared.Next, new(_id, AlarmEvidence.Right, ""), _noon.AddHours(2)));
    }

    [Fact]
    public void A_cause_is_told_when_it_is_found_and_another_one_not_at_once()
    {
        var raised = AlarmDecisions.Take(ProjectAlarms.None, Wrong(""), _noon)!.Next;

        var found = AlarmDecisions.Take(raised, Wrong("platform ios"), _noon.AddSeconds(2))!;

        Assert.Equal((AlarmVerb.Explained, "platform ios"), (found.Verb, found.Alarm.Cause));
        Assert.Equal(_noon, found.Alarm.RaisedAt);
        Assert.Null(AlarmDecisions.Take(found.Next, Wrong("country CH"), _noon.AddMinutes(1)));
        Assert.Null(AlarmDecisions.Take(found.Next, Wrong(""), _noon.AddHours(1)));
        Assert.NotNull(AlarmDecisions.Take(found.Next, Wrong("country CH"), _noon.AddHours(1)));
    }

    [Fact]
    public void Who_ends_clears_all_of_one_experiment_and_of_no_other()
    {
        var alarms = ProjectAlarms.None;
        foreach (var id in new[] { _id, _id with { Environment = "staging" }, _id with { Experiment = "other" } })
            alarms = AlarmDecisions.Take(alarms, Wrong("") with { Id = id }, _noon)!.Next;

        while (AlarmDecisions.End(alarms, "checkout", "it ended", _noon) is { } change) alarms = change.Next;

        Assert.Equal("other", Assert.Single(alarms.Raised).Id.Experiment);
        Assert.Equal(2, alarms.Cleared.Length);
    }

    [Fact]
    public void So_many_that_were_cleared_are_kept_and_no_more()
    {
        var alarms = ProjectAlarms.None;
        for (var number = 0; number < AlarmDecisions.MaxCleared + 5; number++)
        {
            alarms = AlarmDecisions.Take(alarms, Wrong(""), _noon)!.Next;
            alarms = AlarmDecisions.Take(alarms, new(_id, AlarmEvidence.Right, ""), _noon)!.Next;
        }

        Assert.Equal(AlarmDecisions.MaxCleared, alarms.Cleared.Length);
        Assert.Equal(alarms.Last, alarms.Cleared[0].Number);
    }

    private static AlarmFinding Wrong(string cause) => new(_id, AlarmEvidence.Wrong, "52 % instead of 50 %", cause);
}
