using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>What has been found wrong with one feature so far, while it is compiled?</summary>
internal sealed class Findings(string featureKey)
{
    private readonly ImmutableArray<CompilationWarning>.Builder _warnings =
        ImmutableArray.CreateBuilder<CompilationWarning>();

    private readonly HashSet<string> _savedGroups = new(StringComparer.Ordinal);

    /// <summary>The groups that conditions ask for, known or not: compile anew when one of them changes.</summary>
    public IReadOnlySet<string> SavedGroups => _savedGroups;

    /// <summary>Counts what the feature's patterns did not finish; lives as long as the feature.</summary>
    public PatternMeter Patterns { get; } = new();

    public void AsksFor(string savedGroup) => _savedGroups.Add(savedGroup);

    public void Add(string path, string code, string message) =>
        _warnings.Add(new CompilationWarning(featureKey, path, code, message));

    public ImmutableArray<CompilationWarning> ToImmutable() => _warnings.ToImmutable();

    /// <summary>The JSON pointer (RFC 6901) of a member of the value at <paramref name="path"/>.</summary>
    public static string Below(string path, string member) =>
        path + "/" + member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
