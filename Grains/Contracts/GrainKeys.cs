using System.Globalization;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts.Access;
using Actors.Contracts.Allocation;
using Actors.Contracts.Configuration;
using Actors.Contracts.Experiments;
using Actors.Contracts.Measurement;
using Actors.Contracts.Population;
using Actors.Experiments;
using Actors.Measurement;

namespace Actors.Contracts;

/// <summary>How is each grain called? The only place where a grain's key is put together.</summary>
/// <remarks>
/// Every key starts with a word that is not a hexadecimal number: the storage provider folds keys that look like
/// numbers ("a1", "A1", "0a1") into one row.
/// </remarks>
public static class GrainKeys
{
    public const string Project = "project:";
    public const string Feature = "setting:";
    public const string Ruleset = "ruleset:";
    public const string SavedGroup = "group:";
    public const string History = "history:";
    public const string User = "user:";
    public const string Overridden = "overridden:";
    public const string Events = "events:";
    public const string Plan = "plan:";
    public const string Metrics = "metrics:";
    public const string Experiment = "exp:";
    public const string Experiments = "experiments:";
    public const string Layer = "layer:";
    public const string Results = "results:";
    public const string Population = "population:";
    public const string Drift = "drift:";
    public const string Alarms = "alarms:";

    public static IProjectGrain GetProject(this IGrainFactory grains, string project) =>
        grains.GetGrain<IProjectGrain>(Project + project);

    public static IFeatureGrain GetFeature(this IGrainFactory grains, FeatureId feature) =>
        grains.GetGrain<IFeatureGrain>(Feature + feature);

    /// <param name="group">Project and id of the group, which is named as a feature is.</param>
    public static ISavedGroupGrain GetSavedGroup(this IGrainFactory grains, FeatureId group) =>
        grains.GetGrain<ISavedGroupGrain>(SavedGroup + group);

    public static IRulesetGrain GetRuleset(this IGrainFactory grains, EnvironmentId environment) =>
        grains.GetGrain<IRulesetGrain>(Ruleset + environment);

    public static IRulesetHistoryGrain GetHistory(this IGrainFactory grains, EnvironmentId environment) =>
        grains.GetGrain<IRulesetHistoryGrain>(History + environment);

    public static IUserGrain GetUser(this IGrainFactory grains, UserId user) =>
        grains.GetGrain<IUserGrain>(User + user);

    public static IOverriddenGrain GetOverridden(this IGrainFactory grains, EnvironmentId environment) =>
        grains.GetGrain<IOverriddenGrain>(Overridden + environment);

    /// <param name="partition">As <see cref="SubjectId.Partition"/> says.</param>
    public static IEventPartitionGrain GetEvents(
        this IGrainFactory grains, EnvironmentId environment, int partition) =>
        grains.GetGrain<IEventPartitionGrain>($"{Events}{environment}/{partition}");

    public static IMeasurementPlanGrain GetMeasurementPlan(this IGrainFactory grains, EnvironmentId environment) =>
        grains.GetGrain<IMeasurementPlanGrain>(Plan + environment);

    public static IMetricsGrain GetMetrics(this IGrainFactory grains, string project) =>
        grains.GetGrain<IMetricsGrain>(Metrics + project);

    public static IExperimentGrain GetExperiment(this IGrainFactory grains, ExperimentId experiment) =>
        grains.GetGrain<IExperimentGrain>(Experiment + experiment);

    public static IExperimentsGrain GetExperiments(this IGrainFactory grains, string project) =>
        grains.GetGrain<IExperimentsGrain>(Experiments + project);

    /// <param name="layer">Project and key of the layer, which is named as an experiment is.</param>
    public static ILayerGrain GetLayer(this IGrainFactory grains, ExperimentId layer) =>
        grains.GetGrain<ILayerGrain>(Layer + layer);

    public static IResultsGrain GetResults(this IGrainFactory grains, ExperimentId experiment) =>
        grains.GetGrain<IResultsGrain>(Results + experiment);

    public static IPopulationGrain GetPopulation(this IGrainFactory grains, EnvironmentId environment) =>
        grains.GetGrain<IPopulationGrain>(Population + environment);

    /// <param name="experiment">Its key.</param>
    public static IDriftGrain GetDrift(
        this IGrainFactory grains, EnvironmentId environment, string experiment) =>
        grains.GetGrain<IDriftGrain>($"{Drift}{environment}/{experiment}");

    public static IAlarmsGrain GetAlarms(this IGrainFactory grains, string project) =>
        grains.GetGrain<IAlarmsGrain>(Alarms + project);

    public static IEnvironmentsGrain GetEnvironments(this IGrainFactory grains) =>
        grains.GetGrain<IEnvironmentsGrain>("region:environments");

    public static IAccessGrain GetAccess(this IGrainFactory grains) =>
        grains.GetGrain<IAccessGrain>("region:access");

    /// <summary>The name of the project whose actor has this key.</summary>
    public static string ProjectOf(string grainKey) => After(Project, grainKey);

    /// <summary>The id of the feature whose actor has this key.</summary>
    public static FeatureId FeatureOf(string grainKey) =>
        FeatureId.TryParse(After(Feature, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>Project and id of the saved group whose actor has this key.</summary>
    public static FeatureId SavedGroupOf(string grainKey) =>
        FeatureId.TryParse(After(SavedGroup, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>The id of the environment whose ruleset's actor has this key.</summary>
    public static EnvironmentId EnvironmentOf(string grainKey) =>
        EnvironmentId.TryParse(After(Ruleset, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>The id of the environment whose earlier versions the actor with this key reads.</summary>
    public static EnvironmentId HistoryOf(string grainKey) =>
        EnvironmentId.TryParse(After(History, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>About whom the actor with this key keeps something.</summary>
    public static UserId UserOf(string grainKey) =>
        UserId.TryParse(After(User, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>The name of the project whose metrics' actor has this key.</summary>
    public static string MetricsOf(string grainKey) => After(Metrics, grainKey);

    /// <summary>The name of the project whose alarms' actor has this key.</summary>
    public static string AlarmsOf(string grainKey) => After(Alarms, grainKey);

    /// <summary>The id of the environment whose measurement plan's actor has this key.</summary>
    public static EnvironmentId PlanOf(string grainKey) =>
        EnvironmentId.TryParse(After(Plan, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>The environment and the partition whose events' actor has this key.</summary>
    public static (EnvironmentId Environment, int Partition) EventsOf(string grainKey)
    {
        var key = After(Events, grainKey);
        var slash = key.LastIndexOf('/');
        return slash > 0
            && EnvironmentId.TryParse(key.AsSpan(0, slash), out var environment)
            && int.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && partition < EventLimits.Partitions
                ? (environment, partition)
                : throw Foreign(grainKey);
    }

    /// <summary>The id of the experiment whose actor has this key.</summary>
    public static ExperimentId ExperimentOf(string grainKey) =>
        ExperimentId.TryParse(After(Experiment, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>Project and key of the layer whose actor has this key.</summary>
    public static ExperimentId LayerOf(string grainKey) =>
        ExperimentId.TryParse(After(Layer, grainKey), out var id) ? id : throw Foreign(grainKey);

    /// <summary>The id of the experiment whose results' actor has this key.</summary>
    public static ExperimentId ResultsOf(string grainKey) =>
        ExperimentId.TryParse(After(Results, grainKey), out var id) ? id : throw Foreign(grainKey);

    private static string After(string prefix, string grainKey) =>
        grainKey.StartsWith(prefix, StringComparison.Ordinal) ? grainKey[prefix.Length..] : throw Foreign(grainKey);

    private static ArgumentException Foreign(string grainKey) =>
        new($"'{grainKey}' is no key of such an actor.", nameof(grainKey));
}
