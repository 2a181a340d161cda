using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Measurement;

namespace Actors.Administration.Tests;

/// <summary>Results over HTTP: what was counted, what it means, and as a stream.</summary>
public sealed class ResultsTests(Region region)
{
    [Fact]
    public async Task Results_are_told_with_bounds_that_JSON_can_hold()
    {
        var (project, path) = await Running();
        await Append(project, 100);

        var results = await Counted(path, 100);

        Assert.Equal("production", results.GetProperty("environment").GetString());
        Assert.False(results.TryGetProperty("dimension", out _));
        var report = results.GetProperty("results");
        Assert.Equal("control", report.GetProperty("subjects")[0].GetProperty("variation").GetString());
        var metric = report.GetProperty("metrics")[0];
        Assert.Equal("primary proportion", $"{metric.GetProperty("purpose")} {metric.GetProperty("shape")}");
        var comparison = metric.GetProperty("variations")[1].GetProperty("comparison");
        Assert.Equal("better", comparison.GetProperty("finding").GetString());
        Assert.InRange(comparison.GetProperty("pValue").GetDouble(), 0, 0.05);

        // Nobody in the control has bought: a relative effect is unknown, and so has no bounds.
        var relative = comparison.GetProperty("relative");
        Assert.Equal("no-baseline", relative.GetProperty("obstacle").GetString());
        Assert.Equal(JsonValueKind.Null, relative.GetProperty("lower").ValueKind);
        Assert.Equal("hold", report.GetProperty("guardrails")[0].GetProperty("action").GetString());
    }

    [Fact]
    public async Task A_dimension_tells_each_of_its_values()
    {
        var (project, path) = await Running();
        await Append(project, 40);
        await Counted(path, 40);

        var results = (await region.Admin.Send("GET", $"{path}/results?dimension=country")).Body;

        Assert.Equal(
            "country CH",
            $"{results.GetProperty("dimension")} {results.GetProperty("segments")[0].GetProperty("value")}");
    }

    [Theory]
    [InlineData("?dimension=shoe-size", 404, "dimension-not-found")]
    [InlineData("?environment=staging", 404, "environment-not-found")]
    [InlineData("?environment=No%20Such", 400, "parameter-invalid")]
    [InlineData("?dimension=", 400, "parameter-invalid")]
    public async Task What_can_not_be_told_is_refused_also_as_a_stream(string query, int status, string code)
    {
        var (_, path) = await Running();

        Assert.Equal((status, code), Of(await region.Admin.Send("GET", $"{path}/results{query}")));
        Assert.Equal((status, code), Of(await region.Admin.Send("GET", $"{path}/results/stream{query}")));
    }

    [Fact]
    public async Task An_experiment_that_was_never_started_has_no_results()
    {
        var project = await region.Admin.NewProject();
        var path = $"/v1/projects/{project}/experiments/e";

        Assert.Equal((404, "experiment-not-found"), Of(await region.Admin.Send("GET", $"{path}/results")));
        Assert.Equal(201, (await region.Admin.Send("PUT", path, "{}")).Status);
        Assert.Equal((409, "experiment-not-started"), Of(await region.Admin.Send("GET", $"{path}/results")));
    }

    [Fact]
    public async Task A_stream_tells_at_once_and_again_when_more_was_counted()
    {
        var (project, path) = await Running();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Region.Bootstrap);
        using var answer = await client.GetAsync(
            region.Admin.At($"{path}/results/stream"), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));

        Assert.Equal(0, Subjects(await Next(reader, patience.Token)));
        await Append(project, 30);
        var told = 0L;
        while (told < 30)
            told = Subjects(await Next(reader, patience.Token));

        Assert.Equal(30, told);
    }

    [Fact]
    public async Task A_broken_split_is_told_with_the_alarms_the_experiment_and_the_results()
    {
        var (project, path) = await Running();
        await Append(project, 200, number => number % 4 == 0 ? "control" : "red");
        await Counted(path, 200);

        var alarms = $"/v1/projects/{project}/alarms";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Reply reply;
        do
        {
            reply = await region.Admin.Send("GET", alarms);
            Assert.False(patience.IsCancellationRequested, reply.Text);
        }
        while (reply.Body.GetProperty("alarms").GetArrayLength() == 0);

        var alarm = reply.Body.GetProperty("alarms")[0];
        Assert.Equal("sample-ratio colour", $"{alarm.GetProperty("kind")} {alarm.GetProperty("experiment")}");
        Assert.Contains("75 % instead of 50 % in red", alarm.GetProperty("reason").GetString());
        Assert.Equal(0, (await region.Admin.Send("GET", $"{alarms}?state=cleared")).Body.GetProperty("alarms")
            .GetArrayLength());
        var experiment = (await region.Admin.Send("GET", path)).Body;
        Assert.Equal(1, experiment.GetProperty("alarms")[0].GetProperty("number").GetInt64());
        var results = (await region.Admin.Send("GET", $"{path}/results")).Body;
        Assert.Equal(1, results.GetProperty("alarms")[0].GetProperty("number").GetInt64());
        Assert.Equal((400, "parameter-invalid"), Of(await region.Admin.Send("GET", $"{alarms}?state=loud")));
    }

    private static async Task<JsonElement> Next(StreamReader reader, CancellationToken cancellation)
    {
        Assert.Equal("event: results", await reader.ReadLineAsync(cancellation));
        var data = await reader.ReadLineAsync(cancellation);
        Assert.StartsWith("data: ", data, StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync(cancellation));
        return JsonElement.Parse(data!["data: ".Length..]);
    }

    private static (int Status, string? Code) Of(Reply reply) =>
        (reply.Status, reply.Body.GetProperty("type").GetString()!["urn:actors:problem:".Length..]);

    private static long Subjects(JsonElement results) => results.GetProperty("results").GetProperty("subjects")
        .EnumerateArray().Sum(variation => variation.GetProperty("subjects").GetInt64());

    private async Task<JsonElement> Counted(string path, int subjects)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var reply = await region.Admin.Send("GET", $"{path}/results");
            Assert.Equal(200, reply.Status);
            if (Subjects(reply.Body) == subjects) return reply.Body;
            Assert.False(patience.IsCancellationRequested, reply.Text);
        }
    }

    /// <summary>An experiment that is measured.</summary>
    private async Task<(string Project, string Path)> Running()
    {
        var project = await region.Admin.NewProject();
        var path = $"/v1/projects/{project}/experiments/colour";
        await region.Admin.Send("PUT", $"/v1/projects/{project}/features/colour", new
        {
            type = "string",
            defaultValue = "blue",
            environments = new { production = new { enabled = true } },
        });
        await region.Admin.Send("PUT", path, """
            {"environments":["production"],"variations":[{"key":"control"},{"key":"red"}],
             "features":[{"feature":"colour","values":{"control":"blue","red":"red"}}],
             "metrics":{"primary":["purchase"],"guardrail":["crashes"]},"statistics":{"sequentialTuning":0}}
            """);
        var metrics = $"/v1/projects/{project}/metrics";
        await region.Admin.Send("PUT", $"{metrics}/purchase", """{"kind":"conversion","event":"buy"}""");
        await region.Admin.Send(
            "PUT", $"{metrics}/crashes", """{"kind":"conversion","event":"crash","lowerIsBetter":true}""");
        Assert.Equal(200, (await region.Admin.Send("POST", $"{path}/start")).Status);
        return (project, path);
    }

    private IGrainFactory Grains => (IGrainFactory)region.Services.GetService(typeof(IGrainFactory))!;

    /// <summary>Every other subject sees red, and every fifth of these buys.</summary>
    private async Task Append(string project, int subjects, Func<int, string>? seen = null)
    {
        var events = Enumerable.Range(0, subjects).SelectMany(number => (MeasuredEvent[])
        [
            Event(number, "exposure") with
            {
                Kind = EventKind.Exposure,
                Key = "colour",
                Exposure = new(
                    seen?.Invoke(number) ?? (number % 2 == 0 ? "control" : "red"), "1", 1, "js", "1.8.0",
                    [new("country", "CH"), new("platform", "web")]),
            },
            .. number % 10 == 1 ? [Event(number, "buy")] : Array.Empty<MeasuredEvent>(),
        ]);
        foreach (var own in events.GroupBy(one => one.Subject.Partition))
        {
            var grain = Grains.GetEvents(new EnvironmentId(project, "production"), own.Key);
            Assert.Null((await grain.Append([.. own], TestContext.Current.CancellationToken)).Refusal);
        }
    }

    private static MeasuredEvent Event(int subject, string key) => new()
    {
        Id = $"{key}-{subject}",
        Key = key,
        Subject = new("id", $"subject-{subject}"),
        At = TimeProvider.System.GetUtcNow().AddSeconds(key == "exposure" ? 1 : 2), // since the experiment runs
        Value = Millionths.One,
        Count = 1,
    };
}
