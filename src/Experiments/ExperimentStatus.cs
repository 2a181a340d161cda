using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>Where in its life is an experiment?</summary>
public enum ExperimentStatus
{
    /// <summary>Nobody has been included yet.</summary>
    [JsonStringEnumMemberName("draft")] Draft = 0,

    [JsonStringEnumMemberName("running")] Running = 1,

    /// <summary>Nobody is included for a while; who returns afterwards finds the same variation.</summary>
    [JsonStringEnumMemberName("paused")] Paused = 2,

    /// <summary>It ships a variation, or nothing.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped = 3,

    /// <summary>Out of sight; what it ships stays.</summary>
    [JsonStringEnumMemberName("archived")] Archived = 4,
}
