using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Harness;

namespace Actors.Conformance;

/// <summary>What the README tells apps to do is done here, word for word, with the packages that it names.</summary>
public sealed partial class ReadmeSampleTests(DemoRegion region)
{
    private const string OpenFeature = "@openfeature/server-sdk";
    private const string GrowthBook = "@growthbook/growthbook";
    private const string Sending = "const send =";
    private const string Ordering = "order-1041";
    private const string Tracking = "setTrackingCallback";
    private const string Details = "getStringDetails";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("growthbook-js", GrowthBook, Sending, Tracking)]
    [InlineData("openfeature", OpenFeature, Sending, Details)]
    public async Task An_exposure_and_an_order_as_the_README_sends_them_are_counted(string sdk, params string[] samples)
    {
        var project = await Start($"readme-{sdk}");
        var key = await region.IssueKey($"{project}/environments/production", "client");

        // A gateway that has not heard yet who has overrides cannot tell whether a client drifts.
        await region.Override(
            project, $"{key["key"]}", "eve", "features/banner.text", """{"value":"Mine"}""", "banner.text", "Mine");

        var printed = await Run(samples);
        await Run(Sending, Ordering); // later: what somebody does before an exposure does not count

        Assert.Equal("Red", printed.Trim());
        var results = await region.Results(project, "banner", seen =>
            seen["drift"]!["clients"]!.AsArray().Count > 0 && Shown(seen)["sum"]!.GetValue<double>() > 0);
        Assert.Equal(1, Shown(results)["subjects"]!.GetValue<int>());
        Assert.Equal(49.9, Shown(results)["sum"]!.GetValue<double>(), 9);
        var client = Assert.Single(results["drift"]!["clients"]!.AsArray())!;
        Assert.Equal(
            (sdk, 1, 0),
            ($"{client["sdk"]}", client["checked"]!.GetValue<int>(), client["disagreeing"]!.GetValue<int>()));

        Task<string> Run(params string[] words) =>
            region.RunText(string.Join('\n', words.Select(Sample)), $"{key["key"]}", Cancellation);
    }

    private static JsonNode Shown(JsonNode results) => results["results"]!["metrics"]![0]!["variations"]![1]!;

    /// <summary>Everybody sees the second variation of an experiment that drives the feature of the samples.</summary>
    private async Task<string> Start(string project)
    {
        await region.NewProject(project);
        await region.Administer(HttpMethod.Put, $"/v1/projects/{project}/features/banner.text", """
            {"type":"string","defaultValue":"Grey","environments":{"production":{"enabled":true}}}
            """);
        await region.Administer(HttpMethod.Put, $"/v1/projects/{project}/metrics/revenue", """
            {"kind":"sum","event":"purchase"}
            """);
        await region.Administer(HttpMethod.Put, $"/v1/projects/{project}/experiments/banner", """
            {"environments":["production"],"variations":[{"key":"control"},{"key":"red"}],
             "weightsBasisPoints":[0,10000],
             "features":[{"feature":"banner.text","values":{"control":"Blue","red":"Red"}}],
             "metrics":{"primary":["revenue"]}}
            """);
        await region.Administer(HttpMethod.Post, $"/v1/projects/{project}/experiments/banner/start", null);
        return project;
    }

    /// <summary>The one sample of the README that has these words.</summary>
    private static string Sample(string words)
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));
        return Assert.Single(
            Samples().Matches(readme).Select(sample => sample.Groups[1].Value),
            sample => sample.Contains(words, StringComparison.Ordinal));
    }

    [GeneratedRegex("```js\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Samples();
}
