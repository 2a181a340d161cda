using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>Which alarms of a project's experiments are raised, and which were lately?</summary>
/// <param name="Revision">Moves by one whenever an alarm is raised, explained otherwise, or cleared.</param>
/// <param name="Last">Number of the last alarm; 0: there has been none.</param>
/// <param name="Raised">The oldest first.</param>
/// <param name="Cleared">The last one first, at most <see cref="AlarmDecisions.MaxCleared"/>.</param>
[GenerateSerializer, Immutable, Alias("project-alarms")]
public sealed record ProjectAlarms(
    [property: Id(0)] long Revision,
    [property: Id(1)] long Last,
    [property: Id(2)] ImmutableArray<Alarm> Raised,
    [property: Id(3)] ImmutableArray<Alarm> Cleared)
{
    public static ProjectAlarms None { get; } = new(0, 0, [], []);
}

/// <summary>What became of an alarm.</summary>
public sealed record AlarmChange(ProjectAlarms Next, Alarm Alarm, AlarmVerb Verb);

public enum AlarmVerb
{
    Raised = 0,

    /// <summary>Its cause is another one than was thought.</summary>
    Explained = 1,

    Cleared = 2,
}

/// <summary>When is an alarm raised, explained otherwise, and cleared? By the evidence alone.</summary>
public static class AlarmDecisions
{
    /// <summary>Older ones are in the audit log only.</summary>
    public const int MaxCleared = 200;

    /// <summary>Two causes that are about as likely do not alternate faster.</summary>
    private static readonly TimeSpan _leastBetweenCauses = TimeSpan.FromMinutes(15);

    /// <summary>null: nothing changes.</summary>
    public static AlarmChange? Take(ProjectAlarms alarms, AlarmFinding finding, DateTimeOffset now)
    {
        var raised = alarms.Raised.FirstOrDefault(alarm => alarm.Id == finding.Id);
        return (finding.Evidence, raised) switch
        {
            (AlarmEvidence.Wrong, null) => Raise(alarms, finding, now),
            (AlarmEvidence.Wrong, { } known) when IsExplanation(known, finding, now) =>
                Explain(alarms, known, finding, now),
            (AlarmEvidence.Right, { } known) => Clear(alarms, known, finding.Detail, now),
            _ => null,
        };
    }

    /// <summary>The first of the experiment's alarms is cleared whatever the evidence; null: none is raised.</summary>
    public static AlarmChange? End(ProjectAlarms alarms, string experiment, string because, DateTimeOffset now) =>
        alarms.Raised.FirstOrDefault(alarm => alarm.Id.Experiment == experiment) is { } raised
            ? Clear(alarms, raised, because, now)
            : null;

    private static AlarmChange Raise(ProjectAlarms alarms, AlarmFinding finding, DateTimeOffset now)
    {
        var alarm = new Alarm
        {
            Id = finding.Id,
            Number = alarms.Last + 1,
            RaisedAt = now,
            Detail = finding.Detail,
            Cause = finding.Cause,
            ExplainedAt = now,
        };
        var next = Moved(alarms) with { Last = alarm.Number, Raised = alarms.Raised.Add(alarm) };
        return new(next, alarm, AlarmVerb.Raised);
    }

    /// <summary>Figures alone are none, nor is that no cause stands out any more.</summary>
    private static bool IsExplanation(Alarm known, AlarmFinding finding, DateTimeOffset now) =>
        finding.Cause.Length > 0
        && finding.Cause != known.Cause
        && (known.Cause.Length == 0 || now - known.ExplainedAt >= _leastBetweenCauses);

    private static AlarmChange Explain(ProjectAlarms alarms, Alarm known, AlarmFinding finding, DateTimeOffset now)
    {
        var alarm = known with { Detail = finding.Detail, Cause = finding.Cause, ExplainedAt = now };
        return new(Moved(alarms) with { Raised = alarms.Raised.Replace(known, alarm) }, alarm, AlarmVerb.Explained);
    }

    private static AlarmChange Clear(ProjectAlarms alarms, Alarm known, string because, DateTimeOffset now)
    {
        var alarm = known with { ClearedAt = now, ClearedBecause = because };
        var next = Moved(alarms) with
        {
            Raised = alarms.Raised.Remove(known),
            Cleared = [alarm, .. alarms.Cleared.Take(MaxCleared - 1)],
        };
        return new(next, alarm, AlarmVerb.Cleared);
    }

    private static ProjectAlarms Moved(ProjectAlarms alarms) => alarms with { Revision = alarms.Revision + 1 };
}
