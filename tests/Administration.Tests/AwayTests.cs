namespace Actors.Administration.Tests;

/// <summary>No silo answers: nobody is told that their token is wrong.</summary>
public sealed class AwayTests
{
    private static readonly Dictionary<string, string?> _impatient =
        new() { ["Actors:GrainCalls:Budget"] = "00:00:00.2", ["Actors:GrainCalls:FirstPause"] = "00:00:00.01" };

    [Fact]
    public async Task A_token_that_cannot_be_verified_is_no_401()
    {
        await using var gateway = await Region.Start(NoGrains.Create(), _impatient);
        var reply = await new Api(new Uri(gateway.Urls.First()), "actors_admin_x").Send("GET", "/v1/whoami");
        Assert.Equal((503, "not-now"), (reply.Status, reply.Problem));
    }

    [Fact]
    public async Task A_setting_out_of_range_stops_the_start_with_a_sentence()
    {
        var settings = new Dictionary<string, string?> { ["Actors:GrainCalls:Budget"] = "01:00:00" };
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Region.Start(NoGrains.Create(), settings));
        Assert.Contains("Actors:GrainCalls", failure.Message, StringComparison.Ordinal);
    }
}
