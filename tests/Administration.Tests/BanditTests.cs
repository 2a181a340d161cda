namespace Actors.Administration.Tests;

/// <summary>What contextual bandits have learnt: written, listed, removed.</summary>
public sealed class BanditTests(Region region)
{
    [Fact]
    public async Task A_bandit_is_written_listed_and_removed_in_its_environment_alone()
    {
        var api = region.Admin;
        var environments = $"/v1/projects/{await api.NewProject()}/environments";
        var bandits = $"{environments}/production/contextual-bandits";
        const string Learnt = """{"banditVersion":7,"contexts":[{"leafId":1,"condition":{},"weights":[1,0]}]}""";

        Assert.Equal(204, (await api.Send("PUT", $"{bandits}/colour", Learnt)).Status);
        Assert.Equal(
            Learnt,
            (await api.Send("GET", bandits)).Body.GetProperty("contextualBandits").GetProperty("colour").GetRawText());
        Assert.Equal(
            """{"contextualBandits":{}}""",
            (await api.Send("GET", $"{environments}/staging/contextual-bandits")).Text);

        Assert.Equal(204, (await api.Send("DELETE", $"{bandits}/colour")).Status);
        Assert.Equal(204, (await api.Send("DELETE", $"{bandits}/colour")).Status);
        Assert.Equal("""{"contextualBandits":{}}""", (await api.Send("GET", bandits)).Text);
    }
}
