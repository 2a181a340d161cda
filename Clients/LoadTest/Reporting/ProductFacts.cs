using System.Reflection;

namespace Actors.LoadTest.Reporting;

/// <summary>Which build of the load driver made this report?</summary>
/// <param name="Commit">The git commit that it was built from; null when the build did not know.</param>
internal sealed record ProductFacts(string Version, string? Commit)
{
    public static ProductFacts Here { get; } = Parse(
        typeof(ProductFacts).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>Takes a version apart that the SDK writes as "1.2.3+commit".</summary>
    public static ProductFacts Parse(string version) => version.Split('+', 2) switch
    {
        [var number, var commit] => new ProductFacts(number, commit),
        _ => new ProductFacts(version, null),
    };
}
