using Actors.Allocation;
using Actors.Contracts.Allocation;
using Actors.Gateway.Configuration;
using Actors.Protocol;

namespace Actors.Gateway.Allocation;

/// <summary>How does what is kept of a subject look over HTTP?</summary>
internal static class UserBodies
{
    public static UserResponse Of(
        UserId id, UserMemory memory, long rulesetVersion, IReadOnlyList<ExplanationItem> present) =>
        new(
            id.Attribute,
            id.Value,
            memory.Revision,
            [.. memory.Overrides.Values.Select(Item)],
            [.. memory.Assignments.Values.Select(one => new AssignmentItem(
                one.Experiment, one.Phase, one.Variation, one.At, one.RulesetVersion))],
            [.. memory.Exposures.Values.Select(one => new ExposureItem(
                one.Experiment, one.Phase, one.Variation, one.FirstAt, one.FirstVersion, one.LastAt, one.LastVersion))],
            [.. memory.Timeline.Reverse().Select(one => new TimelineItem(
                one.At, one.Kind == TimelineKind.Exposure ? "exposure" : "conversion", one.Key, one.Detail))],
            rulesetVersion,
            present);

    public static ErasureResponse Of(Erasure erasure) => new(
        erasure.Assignments,
        erasure.Overrides,
        erasure.Exposures,
        erasure.TimelineEntries,
        erasure.Events,
        erasure.IsGone);

    private static OverrideItem Item(Override one) => one.Target.Kind == OverrideKind.Experiment
        ? new(one.Target.Key, one.Given, null, null, one.Author, one.Reason, one.At, one.ExpiresAt)
        : new(null, null, one.Target.Key, Json.Value(one.Given), one.Author, one.Reason, one.At, one.ExpiresAt);
}
