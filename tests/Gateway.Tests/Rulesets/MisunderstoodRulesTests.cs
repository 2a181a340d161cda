using Actors.Configuration;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Tests.Rulesets;

public sealed class MisunderstoodRulesTests : IDisposable
{
    private static readonly PublishedFeature _future = new(
        "future", 1, true, """{"defaultValue":1,"rules":[{"condition":{"mood":{"$feels":"merry"}},"force":2}]}""");

    private readonly LogKeeper _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void An_operator_of_the_future_is_told_once()
    {
        var logger = _log.CreateLogger("feed");
        var first = Samples.Served(1, _future, Samples.DarkMode);

        MisunderstoodRules.Tell(logger, null, first);
        MisunderstoodRules.Tell(logger, first, Samples.Served(2, _future, Samples.Banner));

        var line = Assert.Single(_log.Lines);
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains("shop/production: feature future", line.Text, StringComparison.Ordinal);
        Assert.Contains("$feels", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_full_of_them_does_not_fill_the_log()
    {
        var many = Enumerable.Range(0, 100).Select(number => _future with { Key = $"future-{number}" }).ToArray();

        MisunderstoodRules.Tell(_log.CreateLogger("feed"), null, Samples.Served(1, many));

        Assert.Equal(MisunderstoodRules.Told, _log.Lines.Count);
    }
}
