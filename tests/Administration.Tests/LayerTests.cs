namespace Actors.Administration.Tests;

/// <summary>Layers over HTTP: made, filled by experiments that start, and never shared.</summary>
public sealed class LayerTests(Region region)
{
    [Fact]
    public async Task A_layer_is_made_and_shows_who_has_which_slots()
    {
        var api = region.Admin;
        var project = $"/v1/projects/{await api.NewProject()}";
        await api.Send("PUT", $"{project}/features/f", """
            {"type":"boolean","defaultValue":false,"environments":{"production":{"enabled":true,"rules":[]}}}
            """);
        var layer = $"{project}/layers/checkout";
        var created = await api.Send("PUT", layer, """{"quarantineHours":48}""", "If-None-Match: *");
        Assert.Equal((201, "\"1\""), (created.Status, created.ETag));
        Assert.Equal(412, (await api.Send("PUT", layer, "{}", "If-None-Match: *")).Status);

        await api.Send("PUT", $"{project}/experiments/e", """
            {"environments":["production"],"variations":[{"key":"a"},{"key":"b"}],
             "features":[{"feature":"f","values":{"a":false,"b":true}}],"layer":{"key":"checkout","slots":2000}}
            """);
        Assert.Equal(200, (await api.Send("POST", $"{project}/experiments/e/start")).Status);
        var grown = await api.Send("POST", $"{project}/experiments/e/grow", """{"slots":2500}""");
        Assert.Equal(2_500, grown.Body.GetProperty("layer").GetProperty("slots").GetInt32());

        var read = await api.Send("GET", layer);
        Assert.Equal(7_500, read.Body.GetProperty("freeSlots").GetInt32());
        Assert.Equal(
            """{"e":[{"from":0,"to":2500}]}""", read.Body.GetProperty("grants").GetRawText());
        var stale = await api.Send("PUT", layer, read.Text, "If-Match: \"1\"");
        Assert.Equal((412, "revision-stale"), (stale.Status, stale.Problem));
        Assert.Equal(200, (await api.Send("PUT", layer, read.Text, $"If-Match: {read.ETag}")).Status);
        var used = await api.Send("PUT", layer, """{"hashAttribute":"company"}""");
        Assert.Equal((409, "layer-in-use"), (used.Status, used.Problem));
        var item = (await api.Send("GET", $"{project}/layers")).Body.GetProperty("layers")[0];
        Assert.Equal("checkout", item.GetProperty("key").GetString());
    }

    [Fact]
    public async Task What_is_no_layer_is_refused()
    {
        var api = region.Admin;
        var project = $"/v1/projects/{await api.NewProject()}";

        var wrong = await api.Send("PUT", $"{project}/layers/l", """{"quarantineHours":-1,"heldOutSlots":3}""");
        Assert.Equal((422, "layer-invalid"), (wrong.Status, wrong.Problem));
        Assert.Equal(2, wrong.Problems.Length);
        Assert.Equal("json-invalid", (await api.Send("PUT", $"{project}/layers/l", """{"slots":1}""")).Problem);
        Assert.Equal("layer-not-found", (await api.Send("GET", $"{project}/layers/l")).Problem);
        Assert.Equal("project-not-found", (await api.Send("GET", "/v1/projects/nowhere/layers")).Problem);
        Assert.Equal("project-not-found", (await api.Send("PUT", "/v1/projects/nowhere/layers/l", "{}")).Problem);
    }
}
