using Actors.Experiments;

namespace Actors.Contracts.Experiments;

/// <summary>
/// The alarms of a project's experiments: raised and cleared by the evidence alone. The key is "alarms:project", for
/// example "alarms:shop".
/// </summary>
[Alias("alarms-grain")]
public interface IAlarmsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Raises, explains otherwise or clears an alarm, or changes nothing; durable when it returns. May be repeated.
    /// </summary>
    [Alias("take")]
    Task Take(AlarmFinding finding, CancellationToken cancellation = default);

    /// <summary>Clears whatever is raised of an experiment, for a reason for people. May be repeated.</summary>
    [Alias("end")]
    Task End(string experiment, string because, CancellationToken cancellation = default);

    /// <summary>Those that are raised, and the last ones that were cleared. Durable.</summary>
    [Alias("current"), AlwaysInterleave]
    Task<ProjectAlarms> Current(CancellationToken cancellation = default);
}
