using System.Text.Json.Nodes;
using Actors.Experiments;

namespace Actors.Administration.Tests;

/// <summary>Experiments over HTTP: written as JSON, started, stopped, and what became of each revision.</summary>
public sealed class ExperimentTests(Region region)
{
    private const string Body = """
        {"name":"Colour","hypothesis":"Red sells better.","environments":["production"],
         "variations":[{"key":"control"},{"key":"red"}],
         "features":[{"feature":"colour","values":{"control":"blue","red":"red"}}],
         "metrics":{"primary":["purchase"]}}
        """;

    [Fact]
    public async Task An_experiment_is_created_started_stopped_and_archived()
    {
        var api = region.Admin;
        var (project, experiment) = await Lab(api);

        var created = await api.Send("PUT", experiment, Body, "If-None-Match: *");
        Assert.Equal((201, "\"1\"", "draft"), (created.Status, created.ETag, Status(created)));
        Assert.Equal(412, (await api.Send("PUT", experiment, Body, "If-None-Match: *")).Status);
        Assert.Equal(304, (await api.Send("GET", experiment, null, "If-None-Match: \"1\"")).Status);

        var started = await api.Send("POST", $"{experiment}/start", null, "If-Match: \"1\"", "X-Comment: go");
        Assert.Equal((200, "\"2\"", "running"), (started.Status, started.ETag, Status(started)));
        Assert.Equal(2, started.Body.GetProperty("published").GetProperty("production").GetInt32());
        var run = started.Body.GetProperty("run");
        Assert.Equal("""[{"variation":0,"from":0,"to":5000},{"variation":1,"from":5000,"to":10000}]""",
            run.GetProperty("ranges").GetRawText());

        var ruleset = await api.Send("GET", $"{project}/environments/production/ruleset");
        var rule = ruleset.Body.GetProperty("features").GetProperty("colour").GetProperty("definition")
            .GetProperty("rules")[0];
        Assert.Equal("experiment/colour-of-checkout", rule.GetProperty("id").GetString());

        Assert.Equal((409, "experiment-not-draft"), Of(await api.Send("POST", $"{experiment}/start")));
        Assert.Equal("paused", Status(await api.Send("POST", $"{experiment}/pause")));
        Assert.Equal("running", Status(await api.Send("POST", $"{experiment}/resume")));
        Assert.Equal((409, "experiment-live"), Of(await api.Send("POST", $"{experiment}/archive")));
        var unknown = await api.Send("POST", $"{experiment}/stop", """{"ship":"green"}""");
        Assert.Equal((404, "variation-not-found"), Of(unknown));
        var stopped = await api.Send("POST", $"{experiment}/stop", """{"ship":"red"}""", "If-Match: \"4\"");
        Assert.Equal(("stopped", "red"), (Status(stopped), stopped.Body.GetProperty("shipped").GetString()));
        Assert.Equal("archived", Status(await api.Send("POST", $"{experiment}/archive")));
        Assert.Equal("stopped", Status(await api.Send("POST", $"{experiment}/unarchive")));
    }

    [Fact]
    public async Task An_answer_can_be_edited_and_put_back()
    {
        var api = region.Admin;
        var (_, experiment) = await Lab(api);
        await api.Send("PUT", experiment, Body);
        await api.Send("POST", $"{experiment}/start");

        var edited = JsonNode.Parse((await api.Send("GET", experiment)).Text)!;
        edited["hypothesis"] = "Red sells much better.";
        var changed = await api.Send("PUT", experiment, edited.ToJsonString(), "If-Match: \"2\"");
        Assert.Equal((200, "\"3\"", "running"), (changed.Status, changed.ETag, Status(changed)));

        var stale = await api.Send("PUT", experiment, Body, "If-Match: \"2\"");
        Assert.Equal((412, "revision-stale"), Of(stale));
        Assert.Equal(3, stale.Body.GetProperty("current").GetProperty("revision").GetInt32());

        edited["weightsBasisPoints"] = new JsonArray(9000, 1000);
        var refused = await api.Send("PUT", experiment, edited.ToJsonString());
        Assert.Equal((409, "experiment-started"), Of(refused));
        Assert.Contains("fixed-since-start", refused.Problems);

        var patched = await api.Send(
            "PATCH", experiment, """{"plan":{"days":14}}""", "Content-Type: application/merge-patch+json");
        Assert.Equal(14, patched.Body.GetProperty("plan").GetProperty("days").GetInt32());
    }

    [Fact]
    public async Task What_is_no_experiment_is_refused_with_every_problem()
    {
        var api = region.Admin;
        var (_, experiment) = await Lab(api);

        var refused = await api.Send("PUT", experiment, """
            {"nmae":"x","coverageBasisPoints":20000,"variations":[{"key":"A"},{}],"status":"running"}
            """);
        Assert.Equal((422, "experiment-invalid"), Of(refused));
        Assert.Equal(
            ["/coverageBasisPoints", "/nmae", "/variations/0/key", "/variations/1/key"],
            Paths(refused).Order(StringComparer.Ordinal));

        await api.Send("PUT", experiment, """
            {"variations":[{"key":"a"}],"environments":["moon"],"metrics":{"primary":["unheard-of"]}}
            """);
        var start = await api.Send("POST", $"{experiment}/start");
        Assert.Equal((422, "experiment-invalid"), Of(start));
        Assert.Equal(["/environments/0", "/features", "/variations", "/metrics/primary/0"], Paths(start));

        Assert.Equal((422, "experiment-invalid"), Of(await api.Send("PUT", experiment, """{"key":"another"}""")));
        Assert.Equal((422, "key-invalid"), Of(await api.Send("GET", experiment.Replace("colour", "COLOUR"))));
        Assert.Equal((404, "experiment-not-found"), Of(await api.Send("POST", $"{experiment}x/start")));
        Assert.Equal((404, "experiment-not-found"), Of(await api.Send("GET", $"{experiment}x")));
        Assert.Equal((404, "experiment-not-found"), Of(await api.Send("GET", $"{experiment}x/revisions")));
    }

    [Fact]
    public async Task Every_change_is_a_revision_with_author_reason_and_readable_difference()
    {
        var api = region.Admin;
        var (project, experiment) = await Lab(api);
        await api.Send("PUT", experiment, Body);
        await api.Send("PATCH", experiment, """{"coverageBasisPoints":2000}""", "X-Comment: start small");

        var page = (await api.Send("GET", $"{experiment}/revisions?limit=1")).Body;
        Assert.Equal(2, page.GetProperty("next").GetInt32());
        var revision = Assert.Single(page.GetProperty("revisions").EnumerateArray());
        Assert.Equal("start small", revision.GetProperty("comment").GetString());
        Assert.Equal("bootstrap", revision.GetProperty("author").GetString());
        Assert.Equal("coverageBasisPoints: 10000 → 2000", revision.GetProperty("changes")[0].GetString());

        var restored = await api.Send("POST", $"{experiment}/restore", """{"revision":1}""");
        Assert.Equal(10_000, restored.Body.GetProperty("coverageBasisPoints").GetInt32());
        Assert.Equal(
            "Restored revision 1.",
            (await api.Send("GET", $"{experiment}/revisions/3")).Body.GetProperty("comment").GetString());
        Assert.Equal(
            (404, "revision-not-found"), Of(await api.Send("POST", $"{experiment}/restore", """{"revision":9}""")));

        var audit = (await api.Send("GET", $"{project}/audit")).Body.GetProperty("entries").EnumerateArray();
        Assert.Equal(3, audit.Count(entry =>
            entry.GetProperty("subject").GetString() == "experiment/colour-of-checkout"));
    }

    [Fact]
    public async Task Another_allocation_is_previewed_and_made_in_one_of_three_ways()
    {
        var api = region.Admin;
        var (_, experiment) = await Lab(api);
        await api.Send("PUT", experiment, Body);
        const string Wish = """{"weightsBasisPoints":[8000,2000]}""";
        Assert.Equal(
            (409, "experiment-not-running"), Of(await api.Send("POST", $"{experiment}/allocation/preview", Wish)));
        await api.Send("POST", $"{experiment}/start");

        var offers = (await api.Send("POST", $"{experiment}/allocation/preview", Wish)).Body.GetProperty("ways");
        Assert.Equal(
            ["least-movement 0.3 0.3 1", "sticky 0.3 0 1", "re-randomise 0.5 0.5 2"],
            offers.EnumerateArray().Select(offer => string.Join(' ', [
                offer.GetProperty("way").GetString(), All(offer, "moved"), All(offer, "movedExposed"),
                offer.GetProperty("phase").GetRawText()])));

        var made = await api.Send(
            "POST", $"{experiment}/allocation", """{"way":"re-randomise","weightsBasisPoints":[8000,2000]}""");
        Assert.Equal((200, 2), (made.Status, made.Body.GetProperty("run").GetProperty("phase").GetInt32()));
        var wrong = await api.Send("POST", $"{experiment}/allocation", """{"way":"magic"}""");
        Assert.Equal((400, "json-invalid"), Of(wrong));
        Assert.Equal(
            (422, "experiment-invalid"),
            Of(await api.Send("POST", $"{experiment}/allocation/preview", """{"coverageBasisPoints":0}""")));

        static string All(System.Text.Json.JsonElement offer, string whom) =>
            offer.GetProperty(whom).GetProperty("all").GetRawText();
    }

    [Fact]
    public async Task A_repeated_operation_makes_no_second_revision()
    {
        var api = region.Admin;
        var (_, experiment) = await Lab(api);
        await api.Send("PUT", experiment, Body);

        var first = await api.Send("POST", $"{experiment}/start", null, "Idempotency-Key: start-1");
        var again = await api.Send("POST", $"{experiment}/start", null, "Idempotency-Key: start-1");

        Assert.Equal((200, "\"2\""), (first.Status, first.ETag));
        Assert.Equal((200, "\"2\""), (again.Status, again.ETag));
    }

    [Fact]
    public async Task Experiments_are_listed_and_filtered()
    {
        var api = region.Admin;
        var (project, experiment) = await Lab(api);
        await api.Send("PUT", experiment, Body);
        await api.Send("PUT", $"{project}/experiments/second", Body);
        await api.Send("POST", $"{experiment}/start");

        var running = (await api.Send("GET", $"{project}/experiments?status=running")).Body;
        Assert.Equal(1, running.GetProperty("total").GetInt32());
        var item = running.GetProperty("experiments")[0];
        Assert.Equal("colour", item.GetProperty("features")[0].GetString());
        var first = await api.Send("GET", $"{project}/experiments?limit=1");
        Assert.Contains("after=colour-of-checkout", first.Link, StringComparison.Ordinal);
        Assert.Equal((400, "parameter-invalid"), Of(await api.Send("GET", $"{project}/experiments?status=odd")));
        Assert.Equal((404, "project-not-found"), Of(await api.Send("GET", "/v1/projects/nowhere/experiments")));
    }

    [Fact]
    public async Task The_schema_is_published()
    {
        var schema = await region.Admin.Send("GET", "/v1/schemas/experiment");

        Assert.Equal((200, "application/schema+json"), (schema.Status, schema.MediaType));
        Assert.Equal(ExperimentSchema.Text, schema.Text);
    }

    private static async Task<(string Project, string Experiment)> Lab(Api api)
    {
        var project = $"/v1/projects/{await api.NewProject()}";
        var feature = await api.Send("PUT", $"{project}/features/colour", """
            {"type":"string","defaultValue":"grey","environments":{"production":{"enabled":true,"rules":[]}}}
            """);
        Assert.Equal(201, feature.Status);
        var metric = await api.Send("PUT", $"{project}/metrics/purchase", """{"kind":"conversion","event":"buy"}""");
        Assert.Equal(201, metric.Status);
        return (project, $"{project}/experiments/colour-of-checkout");
    }

    private static string? Status(Reply reply) => reply.Body.GetProperty("status").GetString();

    private static (int, string) Of(Reply reply) => (reply.Status, reply.Problem);

    private static IEnumerable<string?> Paths(Reply reply) =>
        reply.Body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString());
}
