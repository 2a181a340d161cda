using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Architecture.Tests;

/// <summary>What makes a file hard to read? Each rule answers the offences it finds.</summary>
internal static class Tidiness
{
    public const int LinesOfAFile = 300;
    public const int LinesOfATestFile = 500;
    public const int LinesOfAMethod = 40;
    public const int LinesOfASmallValue = 20;
    public const int Columns = 120;

    public static IEnumerable<string> LongFile(SourceFile file)
    {
        var limit = file.IsTest ? LinesOfATestFile : LinesOfAFile;
        return file.Lines.Length > limit ? [$"{file.Path} has {file.Lines.Length} lines, not {limit}"] : [];
    }

    public static IEnumerable<string> WideLines(SourceFile file) =>
        file.Lines.Index()
            .Where(line => line.Item.Length > Columns)
            .Select(line => $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns");

    public static IEnumerable<string> Regions(SourceFile file) =>
        file.Lines.Index()
            .Where(line => line.Item.TrimStart().StartsWith("#region", StringComparison.Ordinal))
            .Select(line => $"{file.Path}:{line.Index + 1}");

    public static IEnumerable<string> LongMethods(SourceFile file) =>
        from node in file.Syntax.DescendantNodes()
        let start = node switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList.SpanStart,
            LocalFunctionStatementSyntax function => function.Identifier.SpanStart,
            PropertyDeclarationSyntax property => property.Identifier.SpanStart,
            _ => -1,
        }
        where start >= 0
        let lines = SourceFile.LastLine(node) - SourceFile.FirstLine(node.FindToken(start)) + 1
        where lines > LinesOfAMethod
        select $"{file.Place(node)} has a member of {lines} lines";

    /// <summary>
    /// One public type a file. A small family may gather around it, or stand alone: enums, delegates, exceptions and
    /// records of at most twenty lines each.
    /// </summary>
    public static IEnumerable<string> CrowdedFile(SourceFile file)
    {
        var large = file.Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword) && !IsSmallValue(type))
            .Select(type => type.Identifier.Text)
            .Distinct()
            .ToArray();
        return large.Length > 1 ? [$"{file.Path} holds {string.Join(", ", large)}"] : [];
    }

    public static IEnumerable<string> SplitTypes(IEnumerable<SourceFile> files) =>
        from file in files
        from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type.Modifiers.Any(SyntaxKind.PartialKeyword)
        group file.Path by (file.Project, Name: FullName(type)) into parts
        where parts.Distinct().Count() > 1
        select $"{parts.Key.Name} is spread over {string.Join(", ", parts.Distinct())}";

    private static bool IsSmallValue(BaseTypeDeclarationSyntax type) => type switch
    {
        EnumDeclarationSyntax => true,
        RecordDeclarationSyntax => IsShort(type),
        ClassDeclarationSyntax { BaseList.Types: [var parent, ..] } =>
            parent.Type.ToString().EndsWith("Exception", StringComparison.Ordinal) && IsShort(type),
        _ => false,
    };

    private static bool IsShort(BaseTypeDeclarationSyntax type) =>
        SourceFile.LastLine(type) - SourceFile.FirstLine(type.Identifier) < LinesOfASmallValue;

    private static string FullName(TypeDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().Reverse().Select(node => node switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax outer => $"{outer.Identifier.Text}{outer.TypeParameterList}",
            _ => "",
        }).Where(name => name.Length > 0));
}
