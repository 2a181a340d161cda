using System.Text.Json.Nodes;
using Actors.LoadTest.Http;

namespace Actors.LoadTest.Scenarios;

/// <summary>The experiment that a run makes, starts, reads and puts away, with its feature and its metric.</summary>
internal sealed class MeasuredExperiment(AdminApi admin, string environment)
{
    public const string Control = "control";
    public const string Treatment = "treatment";

    /// <summary>What who takes no part is served.</summary>
    public const string Nobody = "nobody";

    /// <summary>Of the experiment, its feature, its metric and the events; another in every run.</summary>
    public string Key { get; } = "load-test-" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>As exposures name it.</summary>
    public string Phase { get; private set; } = "";

    /// <exception cref="AdminFailedException">Something was refused; what was made before is still there.</exception>
    public async Task Start(CancellationToken stop)
    {
        await admin.Create(Key, environment, Nobody, stop);
        await admin.Send(HttpMethod.Put, $"metrics/{Key}", Metric(), stop);
        await admin.Send(HttpMethod.Put, $"experiments/{Key}", Experiment(), stop);
        var started = await admin.Send(HttpMethod.Post, $"experiments/{Key}/start", null, stop);
        Phase = started?["run"]?["phase"]?.ToString()
            ?? throw new AdminFailedException("The started experiment does not say its phase.");
    }

    public Task<JsonNode?> Results(CancellationToken stop) => admin.Send(
        HttpMethod.Get, $"experiments/{Key}/results?environment={Uri.EscapeDataString(environment)}", null, stop);

    /// <summary>Answers a sentence on each thing that could not be put away.</summary>
    public async Task<IReadOnlyList<string>> PutAway()
    {
        var remarks = new List<string>();
        var never = CancellationToken.None;
        await Try(() => admin.Send(HttpMethod.Post, $"experiments/{Key}/stop", new JsonObject(), never));
        await Try(() => admin.Send(HttpMethod.Post, $"experiments/{Key}/archive", null, never));
        await Try(() => admin.Send(HttpMethod.Delete, $"metrics/{Key}", null, never));
        await Try(async () => await admin.Delete(Key, await admin.Revision(Key, never), never));
        return remarks;

        async Task Try(Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (AdminFailedException failure)
            {
                remarks.Add($"Not everything of {Key} could be put away: {failure.Message}");
            }
        }
    }

    private JsonObject Metric() => new() { ["kind"] = "conversion", ["event"] = Key };

    // Looked at once, at the end: the fixed test is the sharper one.
    private JsonObject Experiment() => new()
    {
        ["hypothesis"] = "Made by actors-load: the treatment converts more.",
        ["environments"] = new JsonArray(environment),
        ["variations"] = new JsonArray(new JsonObject { ["key"] = Control }, new JsonObject { ["key"] = Treatment }),
        ["features"] = new JsonArray(new JsonObject
        {
            ["feature"] = Key,
            ["values"] = new JsonObject { [Control] = Control, [Treatment] = Treatment },
        }),
        ["metrics"] = new JsonObject { ["primary"] = new JsonArray(Key) },
        ["statistics"] = new JsonObject { ["sequentialTuning"] = 0 },
    };
}
