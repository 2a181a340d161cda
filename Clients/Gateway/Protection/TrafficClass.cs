using Actors.Gateway.Measurement;

namespace Actors.Gateway.Protection;

/// <summary>
/// How long is a kind of request kept alive when there is too much? The later in this list the longer.
/// </summary>
internal enum TrafficClass
{
    /// <summary>Operators' requests, which end in grain calls, and whatever is none of the others.</summary>
    Administration,

    /// <summary>Long-lived connections that wait for news.</summary>
    Stream,

    /// <summary>What happened, from apps and services, which send it again later.</summary>
    Events,

    /// <summary>Apps asking for their configuration.</summary>
    Evaluation,

    /// <summary>Health and metrics: never refused.</summary>
    Essential,
}

internal static class TrafficClasses
{
    /// <summary>What the endpoint's metadata says; without, what its path says.</summary>
    public static TrafficClass Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TrafficClassMetadata>()?.Class
        ?? (IsForSdks(context.Request.Path) ? TrafficClass.Evaluation
            : IsEssential(context.Request.Path) ? TrafficClass.Essential
            : TrafficClass.Administration);

    public static bool IsOfrep(PathString path) =>
        path.StartsWithSegments("/ofrep", StringComparison.OrdinalIgnoreCase);

    /// <summary>GrowthBook's SDKs.</summary>
    public static bool IsGrowthBook(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/sub", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where pages of other origins may ask, as far as the SDK keys let them.</summary>
    public static bool IsForSdks(PathString path) => IsOfrep(path) || IsGrowthBook(path) || IsEvents(path);

    private static bool IsEvents(PathString path) =>
        path.Equals(EventsEndpoints.Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the bodies there, of imports, may be large.</summary>
    public static bool IsAdministration(PathString path) =>
        path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);

    // A list of what is let through, since a new path must not be by accident.
    private static bool IsEssential(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says of endpoints how long they are kept alive.</summary>
    public static TBuilder WithTrafficClass<TBuilder>(this TBuilder endpoints, TrafficClass value)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new TrafficClassMetadata(value));

    private sealed record TrafficClassMetadata(TrafficClass Class);
}
