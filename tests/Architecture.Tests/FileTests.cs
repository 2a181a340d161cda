using System.Text;
using System.Text.RegularExpressions;

namespace Actors.Architecture.Tests;

public sealed partial class FileTests
{
    [Fact]
    public void Every_text_file_has_unix_lines_and_ends_with_one() =>
        Rule.Kept(
            Repository.Files.SelectMany(file => BadLines(file, File.ReadAllBytes(Repository.Absolute(file)))),
            "LF, and a newline at the end (.editorconfig):");

    [Fact]
    public void What_a_page_points_at_exists() =>
        Rule.Kept(
            Repository.Files
                .Where(file => file.EndsWith(".md"))
                .SelectMany(file => DeadLinks(file, Repository.Read(file))),
            "A page names files and folders that are there:");

    [Fact]
    public void The_solution_is_all_the_projects_there_are()
    {
        var listed = Listed(Repository.Read("Actors.sln")).ToArray();

        Rule.Kept(
            [
                .. Repository.Projects.Except(listed).Select(project => $"{project} is not in Actors.sln"),
                .. listed.Except(Repository.Projects).Select(project => $"{project} is in Actors.sln but not here"),
            ],
            "dotnet sln add or remove it:");
    }

    [Theory]
    [InlineData("a\r\nb\n", 1)]
    [InlineData("a\nb", 1)]
    [InlineData("a\r\nb", 2)]
    [InlineData("a\n", 0)]
    [InlineData("", 0)]
    [InlineData("a\0\r\n", 0)]
    public void Bad_lines_are_caught(string text, int offences) =>
        Assert.Equal(offences, BadLines("a.txt", Encoding.UTF8.GetBytes(text)).Count());

    [Theory]
    [InlineData("[the silo](../Silo/)", 0)]
    [InlineData("[the silo](Silo.cs)", 1)]
    [InlineData("see `src/BannedSymbols.txt` and tests/Architecture.Tests/README.md", 0)]
    [InlineData("see tests/Nowhere.Tests/README.md", 1)]
    [InlineData("[elsewhere](https://example.org/README.md) and [below](#below)", 0)]
    public void Dead_links_are_caught(string text, int offences) =>
        Assert.Equal(offences, DeadLinks("src/README.md", text).Count());

    [Fact]
    public void Solution_folders_are_no_projects()
    {
        const string Solution = """
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{827E0CD3}"
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "A", "src\A\A.csproj", "{BD6055D5}"
            """;

        Assert.Equal(["src/A/A.csproj"], Listed(Solution));
    }

    private static IEnumerable<string> BadLines(string file, byte[] bytes)
    {
        if (bytes.Length == 0 || bytes.Contains((byte)0))
        {
            yield break;
        }

        if (bytes.Contains((byte)'\r'))
        {
            yield return $"{file} has a carriage return";
        }

        if (bytes[^1] != '\n')
        {
            yield return $"{file} does not end with a newline";
        }
    }

    private static IEnumerable<string> DeadLinks(string file, string text)
    {
        var links = Link().Matches(text).Select(match => (Base: Repository.Folder(file), To: match.Groups[1].Value));
        var readmes = Readme().Matches(text).Select(match => (Base: "", To: match.Value));
        return links.Concat(readmes)
            .Where(target => !Path.Exists(Path.Combine(Repository.Root, target.Base, target.To)))
            .Select(target => $"{file} points at {target.To}");
    }

    private static IEnumerable<string> Listed(string solution) =>
        Project().Matches(solution).Select(match => match.Groups[1].Value.Replace('\\', '/'));

    // A target with a colon is a URL, one that starts with # is a heading of the same page.
    [GeneratedRegex(@"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w./:-])(?:[\w.-]+/)+README\.md\b")]
    private static partial Regex Readme();

    [GeneratedRegex("""= "[^"]*", "([^"]+proj)",""")]
    private static partial Regex Project();
}
