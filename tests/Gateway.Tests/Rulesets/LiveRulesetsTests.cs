using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Gateway.Tests.Rulesets;

public sealed class LiveRulesetsTests
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly LiveRulesets _live;

    public LiveRulesetsTests() => _live = new LiveRulesets(Samples.Settings(), _time);

    [Fact]
    public void A_key_leads_to_its_environment()
    {
        _live.Serve(Samples.Served(1), Samples.Now);

        Assert.Equal(Samples.Production, Find(Samples.ClientSecret)?.Environment.Id);
        Assert.Null(Find("another"));
    }

    [Fact]
    public void A_new_version_is_seen_through_the_same_admission()
    {
        _live.Serve(Samples.Served(1), Samples.Now);
        var admission = Find(Samples.ClientSecret)!;
        var delta = Assert.IsType<RulesetMerge.Changed>(
            RulesetMerge.Of(Samples.Production, admission.Environment.Served, Samples.Delta(2, 1)));
        _live.Serve(delta.Next, Samples.Now);

        Assert.Equal(2, admission.Environment.Served.Version);
    }

    [Fact]
    public void A_revoked_key_leads_nowhere()
    {
        _live.Serve(Samples.Served(1), Samples.Now);
        var without = Samples.Document(2);
        _live.Serve(
            ServedRuleset.Whole(Samples.Production, without with { Keys = without.Keys.Remove("demo-app") }),
            Samples.Now);

        Assert.Null(Find(Samples.ClientSecret));
        Assert.NotNull(Find(Samples.ServerSecret));
    }

    [Fact]
    public void A_released_environment_lets_nobody_in()
    {
        _live.Serve(Samples.Served(1), Samples.Now);

        Assert.True(_live.Release(Samples.Production));
        Assert.Null(Find(Samples.ClientSecret));
        Assert.False(_live.Release(Samples.Production));
    }

    [Fact]
    public void A_ruleset_that_nobody_confirms_becomes_stale()
    {
        var environment = _live.Serve(Samples.Served(1), Samples.Now);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(_live.IsStale(environment));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_live.IsStale(environment));
        environment.Confirm(_time.GetUtcNow());
        Assert.False(_live.IsStale(environment));
    }

    [Fact]
    public void A_version_heard_of_but_not_held_is_being_behind()
    {
        var environment = _live.Serve(Samples.Served(1), Samples.Now);
        environment.HearOf(3);

        Assert.True(environment.IsBehind);
        environment.Serve(Samples.Served(3), Samples.Now);
        Assert.False(environment.IsBehind);
    }

    [Fact]
    public void A_gateway_without_any_ruleset_never_calls_a_key_wrong()
    {
        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(_live.KnowsAllKeys);
        _live.HeardAll();
        Assert.True(_live.KnowsAllKeys);
    }

    [Fact]
    public void Disk_copies_have_to_do_once_the_region_has_been_silent()
    {
        _live.Serve(Samples.Served(1), Samples.Now);

        Assert.False(_live.KnowsAllKeys);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(_live.KnowsAllKeys);
    }

    [Fact]
    public void Origins_of_all_keys_may_ask()
    {
        _live.Serve(Samples.Served(1), Samples.Now);

        Assert.True(_live.AllowsOrigin(Samples.Origin));
        Assert.False(_live.AllowsOrigin("https://elsewhere.example"));
    }

    private Admission? Find(string secret) => _live.Find(secret.AsSpan());
}
