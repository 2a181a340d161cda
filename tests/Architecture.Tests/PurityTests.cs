using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Actors.Architecture.Tests;

public sealed partial class PurityTests
{
    private const string Analyzer = "Microsoft.CodeAnalysis.BannedApiAnalyzers";

    /// <summary>
    /// The library that loads a JSON schema answers a Task, though nothing is fetched: one file may await it.
    /// </summary>
    private const string OneWayOut = "src/Configuration/ValueSchema.cs";

    // The analyzer resolves a banned symbol with this very look-up, and bans nothing when it finds nothing.
    private static readonly CSharpCompilation _framework = CSharpCompilation.Create(
        "Framework",
        references: Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Select(path => MetadataReference.CreateFromFile(path)));

    public static IEnumerable<string> CoreProjects =>
        Repository.Projects.Where(project => project.StartsWith("src/", StringComparison.Ordinal));

    [Fact]
    public void A_banned_symbol_says_why_and_what_instead() =>
        Rule.Kept(
            Banned().Where(line => !Reasoned().IsMatch(line)),
            "src/BannedSymbols.txt: symbol;what is wrong with it: what to do instead");

    [Fact]
    public void A_banned_symbol_is_one_the_framework_has() =>
        Rule.Kept(Unknown(Banned()), "These lines of src/BannedSymbols.txt name nothing, so they ban nothing:");

    [Theory]
    [InlineData("T:System.Threading.Tasks.Task`2;why")]
    [InlineData("P:System.DateTime.UtcNov;why")]
    [InlineData("M:System.Random.#ctor(System.Int23);why")]
    [InlineData("N:System.Net.Htpp;why")]
    [InlineData("System.DateTime.UtcNow;why")]
    public void A_banned_symbol_with_a_slip_is_caught(string line) => Assert.Single(Unknown([line]));

    [Theory]
    [InlineData("T:System.IO.File")]
    [InlineData("T:System.IO.File;")]
    [InlineData("T:System.IO.File;no")]
    public void A_ban_without_a_reason_is_caught(string line) => Assert.DoesNotMatch(Reasoned(), line);

    [Fact]
    public void Every_project_of_the_core_was_restored_with_the_analyzer() =>
        Rule.Kept(
            CoreProjects.Where(project => !Restored(project).Contains($"\"{Analyzer}\"", StringComparison.Ordinal)),
            $"These projects of src/ do not know {Analyzer}, so nothing is banned in them:");

    [Fact]
    public void The_core_hands_the_analyzer_its_list_and_keeps_its_packages_pure()
    {
        var props = XDocument.Parse(Repository.Read("src/Directory.Build.props"));
        var targets = XDocument.Parse(Repository.Read("src/Directory.Build.targets"));

        Assert.Contains(Analyzer, Included(props, "PackageReference"));
        Assert.Contains("$(MSBuildThisFileDirectory)BannedSymbols.txt", Included(props, "AdditionalFiles"));
        Assert.Contains(targets.Descendants("Target"), target => target.Attribute("Name")?.Value == "KeepTheCorePure");
    }

    [Fact]
    public void Nothing_in_the_core_steps_out_of_the_rules() =>
        Rule.Kept(
            Repository.Files
                .Where(file => file.StartsWith("src/", StringComparison.Ordinal) || !file.Contains('/'))
                .Where(file => file != OneWayOut)
                .SelectMany(file => WayOut(file, Repository.Read(file))),
            "The core is pure everywhere. Take what you need as an argument:");

    [Theory]
    [InlineData("src/Evaluation/Directory.Build.targets", "<Project />")]
    [InlineData("src/Evaluation/Directory.Build.props", "<Project />")]
    [InlineData("src/Evaluation/Evaluation.csproj", "<ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>")]
    [InlineData("src/Evaluation/Evaluator.cs", "#pragma warning disable RS0030")]
    [InlineData(".editorconfig", "dotnet_diagnostic.RS0030.severity = none")]
    public void A_way_out_is_caught(string file, string text) => Assert.Single(WayOut(file, text));

    private static string[] Banned() =>
        Repository.Read("src/BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Unknown(IEnumerable<string> banned) =>
        banned.Where(line =>
            DocumentationCommentId.GetFirstSymbolForDeclarationId(line.Split(';')[0], _framework) is null);

    private static string Restored(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var assets = Repository.Absolute($"artifacts/obj/{name}/project.assets.json");
        return File.Exists(assets) ? File.ReadAllText(assets) : "";
    }

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private static IEnumerable<string> WayOut(string file, string text)
    {
        if (file.StartsWith("src/", StringComparison.Ordinal)
            && Path.GetFileName(file).StartsWith("Directory.Build.", StringComparison.Ordinal)
            && Repository.Folder(file) != "src")
        {
            yield return $"{file} hides the one in src/";
        }

        if (text.Contains("ImportDirectoryBuild", StringComparison.Ordinal))
        {
            yield return $"{file} does not import what src/ shares";
        }

        if (text.Contains("RS0030", StringComparison.Ordinal))
        {
            yield return $"{file} silences RS0030, the diagnostic of a banned symbol";
        }
    }

    [GeneratedRegex("^[NTMPFE]:[^;]+;.{20,}$")]
    private static partial Regex Reasoned();
}
