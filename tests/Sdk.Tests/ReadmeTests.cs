using Actors.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Actors.Sdk.Tests;

/// <summary>What the README shows is a program.</summary>
public sealed class ReadmeTests
{
    // What the web SDK imports where ImplicitUsings is on.
    private const string Imports = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    [Fact]
    public void The_sample_of_the_README_compiles()
    {
        var mistakes = Mistakes(Sample());

        Assert.Empty(mistakes);
    }

    [Fact]
    public void A_sample_of_yesterday_does_not()
    {
        var renamed = Sample().Replace("GetBooleanDetails", "GetFlagDetails", StringComparison.Ordinal);

        Assert.Contains(Mistakes(renamed), mistake => mistake.Contains("GetFlagDetails", StringComparison.Ordinal));
    }

    private static string[] Mistakes(string program)
    {
        var token = TestContext.Current.CancellationToken;
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Sample",
            [
                CSharpSyntaxTree.ParseText(Imports, cancellationToken: token),
                CSharpSyntaxTree.ParseText(program, cancellationToken: token),
            ],
            assemblies,
            new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return
        [
            .. compilation.GetDiagnostics(token).Where(found => found.Severity >= DiagnosticSeverity.Warning)
                .Select(found => found.ToString()),
        ];
    }

    private static string Sample()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "Clients", "Sdk", "README.md"));
        const string Begin = "```csharp\n";
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
