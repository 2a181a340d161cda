using Actors.Gateway.Protection;

namespace Actors.Gateway.Tests.Protection;

public sealed class RequestRatesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(19)]
    [InlineData(25)]
    [InlineData(5_000)]
    [InlineData(9_999_999)]
    public void A_rate_is_what_it_is_set_to(int perSecond)
    {
        var bucket = RequestRates.Bucket(perSecond);

        Assert.Equal(perSecond, bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalSeconds, perSecond * 1e-5);
        Assert.Equal(perSecond * 2, bucket.TokenLimit);
    }
}
