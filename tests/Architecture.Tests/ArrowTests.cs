namespace Actors.Architecture.Tests;

public sealed class ArrowTests
{
    [Fact]
    public void The_picture_in_the_readme_is_the_code()
    {
        var drawn = Arrows.Drawn(Repository.Read("README.md")).ToHashSet();
        var built = Arrows.Built().ToHashSet();

        Rule.Kept(
            [
                .. built.Except(drawn).Select(arrow => $"{arrow} is built but not drawn"),
                .. drawn.Except(built).Select(arrow => $"{arrow} is drawn but not built"),
            ],
            "The ```arrows block of README.md says what the ProjectReferences of the non-test projects say:");
    }

    [Fact]
    public void Every_arrow_is_one_the_design_allows() =>
        Rule.Kept(
            Arrows.Forbidden(Arrows.Built()),
            "Arrows.Allowed is the design. Move the code to where its knowledge is, or change the design first:");

    [Fact]
    public void The_design_draws_the_picture_it_was_given() => Assert.NotEmpty(Arrows.Built());

    [Theory]
    [InlineData("src/Evaluation", "../../Grains/Contracts/Contracts.csproj")]
    [InlineData("src/Evaluation", "../Configuration/Configuration.csproj")]
    [InlineData("Grains/Contracts", "../Implementation/Implementation.csproj")]
    [InlineData("Grains/Contracts", "../../src/Deep/Foundation/Foundation.csproj")]
    [InlineData("Clients/Gateway", "../../Grains/Implementation/Implementation.csproj")]
    [InlineData("Clients/Gateway", "..\\..\\Silo\\Silo.csproj")]
    public void A_forbidden_arrow_is_caught(string from, string reference)
    {
        var project = $"""<Project><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""";

        Assert.Single(Arrows.Forbidden(Arrows.Of(from, project)));
    }
}
