using Actors.Gateway.GrowthBook;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Tests.GrowthBook;

public sealed class ContentCodingTests
{
    [Theory]
    [InlineData(null, "Identity")]
    [InlineData("", "Identity")]
    [InlineData("gzip, deflate, br, zstd", "Brotli")]
    [InlineData("GZIP", "Gzip")]
    [InlineData("x-gzip", "Gzip")]
    [InlineData("br;q=0, gzip", "Gzip")]
    [InlineData("br;q=0.5, gzip;q=0.8", "Gzip")]
    [InlineData("br;q=0.8, gzip;q=0.8", "Brotli")]
    [InlineData("gzip;q=0.2, identity", "Identity")]
    [InlineData("*", "Brotli")]
    [InlineData("*;q=0", "Identity")]
    [InlineData("gzip;q=0.1, *;q=0", "Gzip")]
    [InlineData("br ; q=1.0", "Brotli")]
    [InlineData("br;q=abc, gzip;q=-1", "Identity")]
    [InlineData("deflate", "Identity")]
    [InlineData(",,;q=;,", "Identity")]
    public void The_clients_favourite_is_taken(string? acceptEncoding, string expected) =>
        Assert.Equal(expected, ContentCodings.Choose(new StringValues(acceptEncoding)).ToString());
}
