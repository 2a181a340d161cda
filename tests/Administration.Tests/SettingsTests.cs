using Actors.Gateway;
using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Builder;

namespace Actors.Administration.Tests;

/// <summary>Settings that cannot work are named, each in a sentence, before anything starts.</summary>
public sealed class SettingsTests
{
    private const string Jwt = "--Actors:Authentication:Jwt:";
    private const string Calls = "--Actors:GrainCalls:";

    [Fact]
    public void Every_time_of_a_call_that_is_out_of_range_is_named() => Assert.Collection(
        Mistakes(Calls + "Budget=6", Calls + "FirstPause=0:0:2"),
        mistake => Assert.Equal(
            "Actors:GrainCalls:Budget must be 0.1 to 60 seconds (hours:minutes:seconds); it is 6.00:00:00.", mistake),
        mistake => Assert.StartsWith(
            "Actors:GrainCalls:LongestPause is 00:00:01, but", mistake, StringComparison.Ordinal));

    [Fact]
    public void A_time_that_is_none_is_named() => Assert.Equal(
        ["Actors:GrainCalls:Budget is \"soon\", which is no duration (hours:minutes:seconds)."],
        Mistakes(Calls + "Budget=soon"));

    [Fact]
    public void Everything_that_JWTs_lack_is_named()
    {
        Assert.Collection(
            Mistakes(Jwt + "SigningKeys=/absent.json"),
            mistake => Assert.Contains("Jwt:Audience is missing", mistake, StringComparison.Ordinal),
            mistake => Assert.Contains("Jwt:Issuer is missing", mistake, StringComparison.Ordinal),
            mistake => Assert.Contains("/absent.json", mistake, StringComparison.Ordinal));
        Assert.Contains(
            "no signing keys",
            Assert.Single(Mistakes(Jwt + "Audience=a")),
            StringComparison.Ordinal);
        Assert.Equal(
            ["Actors:Authentication:Jwt:RequireHttps is \"maybe\", which is neither true nor false."],
            Mistakes(Jwt + "RequireHttps=maybe"));
    }

    [Theory]
    [InlineData]
    [InlineData(Jwt + "Audience=a", Jwt + "Authority=https://identity.example")]
    [InlineData(Calls + "Budget=0:0:30")]
    public void What_can_work_is_taken(params string[] settings) =>
        WebApplication.CreateBuilder(settings).AddAdministration();

    private static IReadOnlyList<string> Mistakes(params string[] settings) => Assert.Throws<ConfigurationException>(
        WebApplication.CreateBuilder(settings).AddAdministration).Mistakes;
}
