using System.ComponentModel;
using Actors.Configuration;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

/// <summary>Which alarms of a project?</summary>
internal sealed record AlarmFilter(
    [property: Description("Only those of this experiment.")] string? Experiment,
    [property: Description("raised, cleared or all; raised when left out. Of those cleared the last 200 are known.")]
    string? State) : IChecked
{
    private const string Raised = "raised";
    private const string Cleared = "cleared";
    private const string All = "all";

    public AlarmList Of(ProjectAlarms alarms)
    {
        var raised = State is null or Raised or All ? alarms.Raised : [];
        var cleared = State is Cleared or All ? alarms.Cleared : [];
        return new(
            [
                .. raised.Concat(cleared).Where(alarm => Experiment is null || alarm.Id.Experiment == Experiment)
                    .Select(AlarmBodies.Of),
            ],
            alarms.Revision);
    }

    public Refusal? Check()
    {
        if (Experiment is not null && !Key.IsValid(Experiment))
            return new("parameter-invalid", "'experiment' is the key of an experiment.");
        return State is null or Raised or Cleared or All
            ? null
            : new("parameter-invalid", $"'state' is {Raised}, {Cleared} or {All}.");
    }
}
