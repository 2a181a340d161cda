namespace Actors.Architecture.Tests;

public sealed class TidinessTests
{
    [Fact]
    public void A_file_fits_in_the_head() =>
        Rule.KeptByEveryFile(Tidiness.LongFile, "Which second concept moved in? Give it a file of its own:");

    [Fact]
    public void A_line_fits_on_the_screen() =>
        Rule.KeptByEveryFile(Tidiness.WideLines, $"A line has at most {Tidiness.Columns} columns:");

    [Fact]
    public void A_method_fits_on_the_screen() =>
        Rule.KeptByEveryFile(Tidiness.LongMethods, $"A method has at most {Tidiness.LinesOfAMethod} lines:");

    [Fact]
    public void Nothing_is_folded_away_in_regions() =>
        Rule.KeptByEveryFile(Tidiness.Regions, "A region hides that a file is too long; split the file instead:");

    [Fact]
    public void A_file_holds_one_concept() =>
        Rule.KeptByEveryFile(
            Tidiness.CrowdedFile, "One public type a file; small records, enums and exceptions may share one:");

    [Fact]
    public void A_type_is_written_in_one_place() =>
        Rule.Kept(Tidiness.SplitTypes(Repository.Sources), "partial is for source generators, not for hiding size:");

    [Fact]
    public void Long_files_are_caught()
    {
        Assert.Single(Tidiness.LongFile(new("src/A.cs", Lines(301))));
        Assert.Empty(Tidiness.LongFile(new("src/A.cs", Lines(300))));
        Assert.Empty(Tidiness.LongFile(new("tests/A.cs", Lines(500))));
        Assert.Single(Tidiness.LongFile(new("tests/A.cs", Lines(501))));
    }

    [Fact]
    public void Wide_lines_are_caught()
    {
        var file = new SourceFile("A.cs", $"{new string('x', 120)}\n{new string('x', 121)}\n");

        Assert.Equal(["A.cs:2 has 121 columns"], Tidiness.WideLines(file));
    }

    [Fact]
    public void Regions_are_caught() => Assert.Single(Tidiness.Regions(new("A.cs", "class A\n{\n    #region B\n}\n")));

    [Theory]
    [InlineData("void B()\n{", "}")]
    [InlineData("A()\n{", "}")]
    [InlineData("int B => new[]\n{", "}.Length;")]
    [InlineData("int B { get { var x = 1;", " return x; } }")]
    [InlineData("void B() { void C()\n{", "} }")]
    public void Long_methods_are_caught(string opening, string closing)
    {
        var surplus = new SourceFile("A.cs", $"class A\n{{\n{opening}\n{Lines(40)}{closing}\n}}\n");
        var fitting = new SourceFile("A.cs", $"class A\n{{\n{opening}\n{Lines(20)}{closing}\n}}\n");

        Assert.NotEmpty(Tidiness.LongMethods(surplus));
        Assert.Empty(Tidiness.LongMethods(fitting));
    }

    [Theory]
    [InlineData("public class A; public interface B;", 1)]
    [InlineData("namespace N; public static class A; public struct B;", 1)]
    [InlineData("public class A; internal class B;", 0)]
    [InlineData("public class A { public class B; }", 0)]
    [InlineData("public interface A; public record B(int C); public enum D { E }", 0)]
    [InlineData("public class A; public class B : Exception;", 0)]
    [InlineData("public record A(int B); public record struct C(int D); public record E;", 0)]
    public void Crowded_files_are_caught(string text, int offences) =>
        Assert.Equal(offences, Tidiness.CrowdedFile(new("A.cs", text)).Count());

    [Fact]
    public void Long_records_are_no_small_values()
    {
        var text = $"public record A\n{{\n{Lines(20)}}}\npublic record B\n{{\n{Lines(20)}}}\n";

        Assert.Single(Tidiness.CrowdedFile(new("A.cs", text)));
    }

    [Fact]
    public void Split_types_are_caught()
    {
        SourceFile Part(string path, string text) => new(path, $"namespace N; partial class {text}");

        Assert.Single(Tidiness.SplitTypes([Part("A.cs", "A;"), Part("A.More.cs", "A;")]));
        Assert.Single(
            Tidiness.SplitTypes([Part("A.cs", "A { partial class L; }"), Part("B.cs", "A { partial class L; }")]),
            offence => offence.StartsWith("N.A.L ", StringComparison.Ordinal));
        Assert.Empty(
            Tidiness.SplitTypes([Part("A.cs", "A { partial class L; }"), Part("B.cs", "B { partial class L; }")]));
        Assert.Empty(Tidiness.SplitTypes([Part("A.cs", "A;"), Part("B.cs", "A<T>;")]));
    }

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("// a line\n", count));
}
