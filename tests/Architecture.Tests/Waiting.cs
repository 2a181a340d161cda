using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Architecture.Tests;

/// <summary>Who waits for luck, and who looks at the wall clock?</summary>
internal static class Waiting
{
    private static readonly string[] _clocks = ["DateTime", "DateTimeOffset"];
    private static readonly string[] _readings = ["Now", "UtcNow", "Today"];

    /// <summary>
    /// Sleeps in tests. tests/Harness may, where it polls a real process that has no event to offer; and a delay that
    /// never ends is no wait but a fake that hangs.
    /// </summary>
    public static IEnumerable<string> Sleeps(SourceFile file) =>
        file.IsTest && !file.Path.StartsWith("tests/Harness/", StringComparison.Ordinal)
            ? file.Syntax.DescendantNodes()
                .OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression is MemberAccessExpressionSyntax member && Sleeps(member, call))
                .Select(call => $"{file.Place(call)} {call}")
            : [];

    /// <summary>Readings of the wall clock anywhere but in a Program, which composes a process.</summary>
    public static IEnumerable<string> WallClocks(SourceFile file) =>
        Path.GetFileName(file.Path) == "Program.cs"
            ? []
            : file.Syntax.DescendantNodes()
                .OfType<MemberAccessExpressionSyntax>()
                .Where(member => _readings.Contains(Name(member)) && _clocks.Contains(Owner(member)))
                .Select(member => $"{file.Place(member)} {member}");

    private static bool Sleeps(MemberAccessExpressionSyntax member, InvocationExpressionSyntax call) =>
        (Owner(member), Name(member)) switch
        {
            ("Thread", "Sleep") or ("SpinWait", "SpinUntil") => true,
            ("Task", "Delay") => !call.ArgumentList.Arguments[0].ToString().StartsWith("Timeout.Infinite"),
            _ => false,
        };

    private static string Name(MemberAccessExpressionSyntax member) => member.Name.Identifier.Text;

    private static string Owner(MemberAccessExpressionSyntax member) => member.Expression switch
    {
        SimpleNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax qualified => Name(qualified),
        _ => "",
    };
}
