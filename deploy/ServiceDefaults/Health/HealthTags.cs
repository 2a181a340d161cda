namespace Actors.ServiceDefaults.Health;

/// <summary>Which question does a health check help to answer? Give a check one or more of these tags.</summary>
public static class HealthTags
{
    /// <summary>
    /// Should the process be killed and started anew? A check here must not depend on anything outside it.
    /// </summary>
    public const string Live = "live";

    /// <summary>Should requests be sent to the process?</summary>
    public const string Ready = "ready";

    /// <summary>Has the process finished starting?</summary>
    public const string Started = "started";
}
