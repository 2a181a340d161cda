using Actors.Measurement;

namespace Actors.Contracts.Measurement;

/// <summary>
/// What is measured in an environment? Told by experiments and by the project's metrics; partitions ask for what is
/// newer. The key is "plan:project/environment", for example "plan:shop/production".
/// </summary>
[Alias("measurement-plan-grain")]
public interface IMeasurementPlanGrain : IGrainWithStringKey
{
    /// <summary>The plan when it is newer than <paramref name="knownVersion"/>, else null.</summary>
    [Alias("newer"), AlwaysInterleave]
    Task<MeasurementPlan?> Newer(long knownVersion, CancellationToken cancellation = default);

    /// <summary>
    /// Takes over what is measured of an experiment; older news than known is ignored. Answers the version that holds
    /// it, once it is durable.
    /// </summary>
    [Alias("put"), AlwaysInterleave]
    Task<long> Put(PlannedExperiment experiment, CancellationToken cancellation = default);

    /// <summary>Takes over the project's metrics, as <see cref="Put"/> takes an experiment.</summary>
    [Alias("put-metrics"), AlwaysInterleave]
    Task<long> PutMetrics(PlannedMetrics metrics, CancellationToken cancellation = default);
}
