using Actors.Configuration;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Gateway.Tests.Rulesets;

public sealed class ContentCheckTests
{
    private static readonly RulesetDocument _good = Samples.Document(7, Samples.Features);
    private static readonly RulesetDocument _bad = _good with { Features = _good.Features.Remove("banner") };

    private readonly FakeTimeProvider _time = new();
    private readonly ContentCheck _check;

    public ContentCheckTests() => _check = new ContentCheck(_time);

    [Fact]
    public void What_the_region_publishes_is_recognised_without_its_tombstones()
    {
        var features = Samples.Features.Append(new("gone", 3, false, """{"defaultValue":1}""")).ToArray();
        var before = Publishing.Accept(RulesetDocument.Empty, features, Samples.Now);
        var published = Publishing.Accept(before, [new("gone", 4, false, null)], Samples.Now);

        Assert.NotEqual(before.ContentHash, published.ContentHash);
        Assert.True(ContentCheck.Matches(published with { Features = published.Features.Remove("gone") }));
        Assert.False(ContentCheck.Matches(published with { Features = published.Features.Remove("banner") }));
    }

    [Fact]
    public void A_whole_that_differs_twice_in_the_same_way_is_taken()
    {
        Assert.True(_check.Accepts(_good));
        Assert.False(_check.Accepts(_bad));
        Assert.True(_check.Accepts(_bad));
        Assert.False(_check.Accepts(_bad));
        Assert.True(_check.Accepts(_good));
    }

    [Fact]
    public void A_chain_of_deltas_is_checked_when_a_minute_is_over()
    {
        _check.Changed();
        Assert.True(_check.Holds(_bad));
        _time.Advance(ContentCheck.AtMostEvery);
        Assert.False(_check.Holds(_bad));
        Assert.True(_check.Holds(_bad));

        _time.Advance(ContentCheck.AtMostEvery);
        Assert.True(_check.Holds(_bad)); // nothing has changed since the last check
        _check.Changed();
        Assert.False(_check.Holds(_bad));
    }
}
