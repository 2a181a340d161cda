using System.Net;
using System.Net.Http.Json;
using System.Text;
using Actors.Harness;

namespace Actors.Storage.Tests;

/// <summary>A region as a process, and a pattern whose match would outlast it.</summary>
public sealed class SlowPatternTests
{
    private const string Feature = """
        {
          "type":"string","defaultValue":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
          "schema":{"type":"string","pattern":"^(a+)+$"}
        }
        """;

    private static readonly string[] _environments = ["production"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pattern_that_takes_for_ever_is_refused_instead()
    {
        var token = $"actors_admin_{Guid.NewGuid():N}";
        await using var database = await TestDatabase.Create();
        await using var region = RegionProcess.OneProcessRegion(
            "slow-pattern",
            database.ConnectionString,
            new Dictionary<string, string>
            {
                ["Actors:Access:BootstrapTokenHash"] =
                    Secret.Hash(token),
            });
        await region.Start();
        using var admin = new HttpClient { BaseAddress = region.Url };
        admin.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await Until.True(() => IsLetIn(admin), "the bootstrap token is let in");
        using var created = await admin.PostAsJsonAsync(
            "/v1/projects", new { key = "shop", environments = _environments }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        using var body = new StringContent(Feature, Encoding.UTF8, "application/json");
        using var refused = await admin.PutAsync("/v1/projects/shop/features/slow", body, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    private static async Task<bool> IsLetIn(HttpClient admin)
    {
        using var answer = await admin.GetAsync("/v1/whoami", Cancellation);
        return answer.IsSuccessStatusCode;
    }
}
