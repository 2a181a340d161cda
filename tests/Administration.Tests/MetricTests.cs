using System.Text.Json.Nodes;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Measurement;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Administration.Tests;

/// <summary>Metrics: created, changed on a condition, audited, and planned with in every environment.</summary>
public sealed class MetricTests(Region region)
{
    private const string Body =
        """{"kind":"sum","event":"purchase","windowSeconds":604800,"lookbackSeconds":86400,"cap":500.5}""";

    [Fact]
    public async Task A_metric_is_created_read_changed_and_deleted()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        var metric = $"/v1/projects/{project}/metrics/revenue";

        var created = await api.Send("PUT", metric, Body, "If-None-Match: *", "X-Comment: for the launch");
        Assert.Equal((201, "\"1\""), (created.Status, created.ETag));
        Assert.Equal(412, (await api.Send("PUT", metric, Body, "If-None-Match: *")).Status);

        var edited = JsonNode.Parse((await api.Send("GET", metric)).Text)!;
        Assert.Equal(500.5, edited["cap"]!.GetValue<double>());
        edited["name"] = "Revenue of a week";
        Assert.False(edited["lowerIsBetter"]!.GetValue<bool>());
        edited["lowerIsBetter"] = true;
        var changed = await api.Send("PUT", metric, edited.ToJsonString(), "If-Match: \"1\"");
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));
        Assert.True((await api.Send("GET", metric)).Body.GetProperty("lowerIsBetter").GetBoolean());

        var stale = await api.Send("PUT", metric, Body, "If-Match: \"1\"");
        Assert.Equal((412, "revision-stale"), (stale.Status, stale.Problem));
        Assert.Equal(2, stale.Body.GetProperty("current").GetProperty("revision").GetInt32());
        var list = await api.Send("GET", $"/v1/projects/{project}/metrics");
        Assert.Single(list.Body.GetProperty("metrics").EnumerateArray());

        Assert.Equal(204, (await api.Send("DELETE", metric, null, "If-Match: *")).Status);
        var gone = await api.Send("GET", metric);
        Assert.Equal((404, "metric-not-found"), (gone.Status, gone.Problem));
        Assert.Equal("\"4\"", (await api.Send("PUT", metric, Body)).ETag);

        var entries = (await api.Send("GET", $"/v1/projects/{project}/audit")).Body.GetProperty("entries");
        var verbs = entries.EnumerateArray().Where(one => one.GetProperty("subject").GetString() == "metric/revenue")
            .Select(one => one.GetProperty("verb").GetString());
        Assert.Equal(["created", "deleted", "changed", "created"], verbs);
    }

    [Fact]
    public async Task What_is_wrong_with_a_metric_is_told_by_path()
    {
        var api = region.Admin;
        var metrics = $"/v1/projects/{await api.NewProject()}/metrics/";
        var refused = await api.Send(
            "PUT", metrics + "m", """{"kind":"retention","event":"","lookbackSeconds":9e99,"capPercentile":2}""");
        Assert.Equal((422, "metric-invalid"), (refused.Status, refused.Problem));
        Assert.Equal(
            ["/event", "/windowSeconds", "/lookbackSeconds", "/cap", "/capPercentile"],
            refused.Body.GetProperty("problems").EnumerateArray().Select(one => one.GetProperty("path").GetString()));
        Assert.Equal(422, (await api.Send("PUT", metrics + "m", """{"kind":"median","event":"e"}""")).Status);
        Assert.Equal(400, (await api.Send("PUT", metrics + "m", """{"kind":"sum","event":"e","x":1}""")).Status);
        Assert.Equal(422, (await api.Send("PUT", metrics + "NO", Body)).Status);
        Assert.Equal(404, (await api.Send("PUT", "/v1/projects/nobodys/metrics/m", Body)).Status);
    }

    [Fact]
    public async Task Every_environment_plans_with_the_metrics_of_its_project()
    {
        var api = region.Admin;
        var project = await api.NewProject();
        await api.Send("PUT", $"/v1/projects/{project}/metrics/revenue", Body);
        var grains = region.Services.GetRequiredService<IGrainFactory>();
        foreach (var environment in new[] { "production", "staging" })
        {
            var plan = grains.GetMeasurementPlan(new EnvironmentId(project, environment));
            await plan.Put(
                new PlannedExperiment
                {
                    Experiment = "checkout",
                    Revision = 1,
                    Phases =
                    [
                        new() { Phase = "0", Attribute = "id", Variations = ["a", "b"], Started = default },
                    ],
                    Metrics = [new("revenue", MetricRole.Primary), new("unknown", MetricRole.Guardrail)],
                },
                TestContext.Current.CancellationToken);
            var planned = await plan.Newer(0, TestContext.Current.CancellationToken);
            var measured = Assert.Single(planned!.Experiments);
            Assert.Equal(500_500_000, Assert.Single(measured.Metrics).Definition.Cap);
        }
    }
}
