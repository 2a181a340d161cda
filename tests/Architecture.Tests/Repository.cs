using System.IO.Enumeration;

namespace Actors.Architecture.Tests;

/// <summary>Which files make up this repository? Paths are relative to its root and use forward slashes.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Files { get; } =
        [.. Walk(Root, IgnoredPatterns()).Select(Relative).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Projects { get; } = [.. Files.Where(file => file.EndsWith(".csproj"))];

    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files.Where(file => file.EndsWith(".cs")).Select(file => new SourceFile(file, Read(file)))];

    public static string Read(string file) => File.ReadAllText(Absolute(file));

    public static string Absolute(string file) => Path.Combine(Root, file);

    /// <summary>The folder of a file, "" for the root.</summary>
    public static string Folder(string file) => Path.GetDirectoryName(file)!.Replace('\\', '/');

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Actors.sln is nowhere above the tests.");
        }

        return folder.FullName;
    }

    // What git ignores is not the repository's; .git is a folder in a clone and a file in a worktree.
    private static string[] IgnoredPatterns() =>
    [
        ".git",
        .. File.ReadLines(Path.Combine(Root, ".gitignore"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Trim('/')),
    ];

    private static IEnumerable<string> Walk(string folder, string[] ignored) =>
        Directory.EnumerateFileSystemEntries(folder)
            .Where(entry => !ignored.Any(pattern => Matches(pattern, entry)))
            .SelectMany(entry => Directory.Exists(entry) ? Walk(entry, ignored) : [entry]);

    private static bool Matches(string pattern, string entry) =>
        FileSystemName.MatchesSimpleExpression(
            pattern, pattern.Contains('/') ? Relative(entry) : Path.GetFileName(entry), ignoreCase: false);
}
