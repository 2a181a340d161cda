using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Actors.Architecture.Tests;

/// <summary>One C# file: its path from the root of the repository, its text and its syntax.</summary>
internal sealed class SourceFile(string path, string text)
{
    private static readonly CSharpParseOptions _options = new(LanguageVersion.Preview, DocumentationMode.None);

    private readonly Lazy<SyntaxNode> _syntax =
        new(() => CSharpSyntaxTree.ParseText(text, _options).GetRoot(TestContext.Current.CancellationToken));

    public string Path { get; } = path;

    public string[] Lines { get; } = text.TrimEnd('\n').Split('\n');

    public SyntaxNode Syntax => _syntax.Value;

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>The folder of the project that compiles this file, or "" when there is none.</summary>
    public string Project =>
        Repository.Projects.Select(Repository.Folder).FirstOrDefault(folder => Path.StartsWith(folder + "/")) ?? "";

    /// <summary>Where a node stands, as "path:line", which an editor turns into a link.</summary>
    public string Place(SyntaxNode node) => $"{Path}:{FirstLine(node)}";

    public static int FirstLine(SyntaxNodeOrToken node) =>
        node.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;

    public static int LastLine(SyntaxNodeOrToken node) =>
        node.GetLocation()!.GetLineSpan().EndLinePosition.Line + 1;
}
