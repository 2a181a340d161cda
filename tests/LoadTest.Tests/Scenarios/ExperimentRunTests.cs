using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Harness;
using Actors.LoadTest.Tests.Commands;

namespace Actors.LoadTest.Tests.Scenarios;

/// <summary>From the first exposure to the results, through a real region with its PostgreSQL.</summary>
public sealed partial class ExperimentRunTests : IDisposable
{
    private readonly string _token = $"actors_admin_{Guid.NewGuid():N}";
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Users_with_a_known_lift_are_counted_to_the_last_event_and_the_lift_is_found()
    {
        await using var database = await TestDatabase.Create();
        var settings = new Dictionary<string, string>
        {
            ["Actors:Access:BootstrapTokenHash"] = Secret.Hash(_token),
        };
        await using var region = await RegionProcess
            .OneProcessRegion("experiment-run", database.ConnectionString, settings).Start();
        var key = await Key(region.Url);

        var exit = await _shell.Run(
            "experiment", "--url", region.Url.AbsoluteUri, "--sdk-key", key, "--admin-token", _token, "--quiet",
            "--users", "2000", "--control-rate", "0.2", "--lift", "1", "--connections", "8");

        // 1,000 users each at 20 % and 40 %: ten standard errors apart, whoever is drawn into which.
        Assert.True(exit == 0, _shell.Output + _shell.Errors);
        var verdict = Verdict().Match(_shell.Output);
        Assert.True(verdict.Success, _shell.Output);
        Assert.InRange(Percent(verdict, "estimate"), 40, 200);
        Assert.InRange(Percent(verdict, "lower"), 1, Percent(verdict, "estimate"));
        Assert.InRange(Percent(verdict, "upper"), Percent(verdict, "estimate"), 300);
        Assert.DoesNotContain("could be put away", _shell.Output, StringComparison.Ordinal);
    }

    private async Task<string> Key(Uri region)
    {
        using var admin = new HttpClient { BaseAddress = region };
        admin.DefaultRequestHeaders.Authorization = new("Bearer", _token);
        var cancellation = TestContext.Current.CancellationToken;
        var project = new { key = "demo", name = "Demo", environments = new[] { "production" } };
        await Until.True(
            async () =>
            {
                using var made = await admin.PostAsJsonAsync("/v1/projects", project, cancellation);
                return made.IsSuccessStatusCode;
            },
            "the region takes its first project");
        using var issued = await admin.PostAsJsonAsync(
            "/v1/projects/demo/environments/production/keys", new { name = "run", kind = "client" }, cancellation);
        var answer = await issued.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return answer.GetProperty("key").GetString()!;
    }

    private static double Percent(Match verdict, string name) =>
        double.Parse(verdict.Groups[name].Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"The true lift is 100\.0 %; the estimate is (?<estimate>[-\d.]+) %, "
        + @"from (?<lower>[-\d.]+) % to (?<upper>[-\d.]+) %, which (covers|does not cover)")]
    private static partial Regex Verdict();
}
