namespace Actors.Configuration;

/// <summary>How is a place in a JSON document written (RFC 6901)?</summary>
public static class JsonPointer
{
    public static string To(string path, string member) =>
        $"{path}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string To(string path, int index) => $"{path}/{index}";

    /// <summary>A single step as it stood in the document.</summary>
    internal static string Unescaped(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
