using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>What has been found wrong with one feature so far, while it is compiled?</summary>
internal sealed class Findings(string featureKey)
{
    private readonly ImmutableArray<CompilationWarning>.Builder _warnings =
        ImmutableArray.CreateBuilder<CompilationWarning>();

    public void Add(string path, string code, string message) =>
        _warnings.Add(new CompilationWarning(featureKey, path, code, message));

    public ImmutableArray<CompilationWarning> ToImmutable() => _warnings.ToImmutable();

    /// <summary>The JSON pointer (RFC 6901) of a member of the value at <paramref name="path"/>.</summary>
    public static string Below(string path, string member) =>
        path + "/" + member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
