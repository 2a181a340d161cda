using Actors.Configuration;
using Actors.Evaluation;

namespace Actors.Sdk.Tests;

/// <summary>What does code get of a client that has a configuration, and of one that has none?</summary>
public sealed class EvaluationTests : IAsyncLifetime
{
    private static readonly SubjectContext _ada = SubjectContext.Of("ada").With("country", "CH");
    private static readonly SubjectContext _bob = SubjectContext.Of("bob");

    private RealGateway _gateway = null!;
    private ActorsClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await RealGateway.Start();
        _gateway.PublishGroup("beta", 1, """["ada"]""");
        _gateway.Publish(
            Feature("banner", """{"defaultValue":"Hello","rules":[{"condition":{"country":"CH"},"force":"Grüezi"}]}"""),
            Feature("beta", """{"defaultValue":0,"rules":[{"condition":{"id":{"$inGroup":"beta"}},"force":1.5}]}"""),
            Feature("limits", """{"defaultValue":{"maxItems":7,"hosts":["a"]}}"""),
            Feature("nothing", """{"defaultValue":null}"""),
            Feature("exp", """
                {"defaultValue":"c","rules":[{"id":"r","key":"exp","variations":["a","b"],"weights":[1,0],
                 "meta":[{"key":"first"},{"key":"second"}]}]}
                """));
        _client = new(new() { Gateway = _gateway.Address, Key = RealGateway.ServerKey });
        await _client.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public void Every_type_has_a_getter_that_answers_what_the_rules_say()
    {
        Assert.True(_client.IsReady);
        Assert.True(_client.GetBoolean("dark-mode", false, _bob));
        Assert.Equal("Grüezi", _client.GetString("banner", "", _ada));
        Assert.Equal("Hello", _client.GetString("banner", "", _bob));
        Assert.Equal((1.5, 0), (_client.GetNumber("beta", 9, _ada), _client.GetNumber("beta", 9, _bob)));
        var limits = _client.GetJson("limits", new Limits(0, []), _ada);
        Assert.Equal((7, "a"), (limits.MaxItems, limits.Hosts.Single()));
    }

    [Fact]
    public void Details_say_why()
    {
        Assert.Equal(
            new FeatureDetails<string>("a", false, Reason.Split, FeatureError.None, "first", "r"),
            _client.GetStringDetails("exp", "", _ada));
        Assert.Equal(
            new FeatureDetails<string>("Grüezi", false, Reason.TargetingMatch, FeatureError.None),
            _client.GetStringDetails("banner", "", _ada));
        Assert.Equal(
            new FeatureDetails<bool>(true, false, Reason.Static, FeatureError.None),
            _client.GetBooleanDetails("dark-mode", false, SubjectContext.Anonymous));
    }

    [Fact]
    public void Whatever_is_wrong_the_default_is_answered_with_the_reason()
    {
        var huge = SubjectContext.Of("ada").With("list", Enumerable.Repeat("x", 5_000));
        Assert.Equal(FeatureError.FeatureNotFound, _client.GetBooleanDetails("none", true, _ada).Error);
        Assert.Equal(FeatureError.FeatureNotFound, _client.GetBooleanDetails(null!, true, _ada).Error);
        Assert.Equal(FeatureError.TypeMismatch, _client.GetBooleanDetails("banner", true, _ada).Error);
        Assert.Equal(FeatureError.TypeMismatch, _client.GetNumberDetails("banner", 3, _ada).Error);
        Assert.Equal(FeatureError.TypeMismatch, _client.GetStringDetails("nothing", "mine", _ada).Error);
        Assert.Equal(FeatureError.TypeMismatch, _client.GetJsonDetails("banner", new Limits(1, []), _ada).Error);
        Assert.Equal(FeatureError.TypeMismatch, _client.GetJsonDetails("nothing", new Limits(1, []), _ada).Error);
        Assert.Equal(FeatureError.SubjectInvalid, _client.GetBooleanDetails("dark-mode", false, huge).Error);
        Assert.Equal(FeatureError.None, _client.GetBooleanDetails("dark-mode", false, null!).Error);
        Assert.Equal(("mine", 3, true), (
            _client.GetString("none", "mine", _ada), _client.GetNumber("banner", 3, _ada),
            _client.GetBoolean("none", true, _ada)));
        Assert.True(_client.GetBoolean("dark-mode", false, _ada), "The one after a mistake is answered as ever.");
    }

    [Fact]
    public async Task Before_there_is_a_configuration_defaults_are_answered()
    {
        await using var client = new ActorsClient(new() { Gateway = _gateway.Address, Key = RealGateway.ServerKey });

        Assert.False(client.IsReady);
        Assert.Equal(
            new FeatureDetails<bool>(true, true, Reason.Unknown, FeatureError.NotReady),
            client.GetBooleanDetails("dark-mode", true, _ada));
        Assert.Equal(ConfigurationOrigin.None, client.Status.Origin);
    }

    [Fact]
    public void An_answer_costs_no_memory_once_the_subject_is_read()
    {
        Assert.True(_client.GetBoolean("dark-mode", false, _ada));
        Assert.Equal(1.5, _client.GetNumber("beta", 0, _ada));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var times = 0; times < 1_000; times++)
        {
            _client.GetBoolean("dark-mode", false, _ada);
            _client.GetNumber("beta", 0, _ada);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Subjects_are_not_mixed_up_on_many_threads_while_versions_change()
    {
        using var done = new CancellationTokenSource();
        var publishing = Task.Run(
            () =>
            {
                for (var revision = 2; !done.IsCancellationRequested; revision++)
                    _gateway.Publish(Feature("dark-mode", """{"defaultValue":true}""") with { Revision = revision });
            },
            TestContext.Current.CancellationToken);

        Parallel.For(0, 20_000, index =>
        {
            var (subject, wanted) = index % 2 == 0 ? (_ada, "Grüezi") : (_bob, "Hello");
            Assert.Equal(wanted, _client.GetString("banner", "", subject));
            Assert.Equal(index % 2 == 0 ? 1.5 : 0, _client.GetNumber("beta", 9, subject));
        });
        await done.CancelAsync();
        await publishing;
    }

    private static PublishedFeature Feature(string key, string json) => new(key, 1, true, json);

    private sealed record Limits(int MaxItems, IReadOnlyList<string> Hosts);
}
