using System.Net;
using Actors.Gateway.Tests.Hosting;

namespace Actors.Gateway.Tests.Streams;

public sealed class StreamLimitTests
{
    private const string Client = "/sub/" + Samples.ClientSecret;
    private const string Server = "/sub/" + Samples.ServerSecret;

    [Theory]
    [InlineData("KeyStreams", HttpStatusCode.TooManyRequests, HttpStatusCode.OK)]
    [InlineData("AddressStreams", HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests)]
    [InlineData("Streams", HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task Streams_are_bounded_and_requests_are_not_refused_for_them(
        string limit, HttpStatusCode sameKey, HttpStatusCode otherKey)
    {
        await using var gateway = await RunningGateway.Start(
            withDiskCopy: true, $"--Actors:Gateway:Limits:{limit}=1", "--Actors:Gateway:Limits:ShedAdministrationAt=1");
        using var open = await OpenStream.Get(gateway, Client);
        await open.Next();

        using var second = await OpenStream.Get(gateway, Client);
        using var other = await OpenStream.Get(gateway, Server);

        Assert.Equal(sameKey, second.Status);
        Assert.NotNull(second.Response.Headers.RetryAfter?.Delta);
        Assert.Equal(otherKey, other.Status);
        await gateway.IsWell();
    }

    [Fact]
    public async Task Who_has_left_makes_room()
    {
        await using var gateway = await RunningGateway.Start(
            withDiskCopy: true, "--Actors:Gateway:Limits:AddressStreams=1", "--Actors:Gateway:Limits:KeyStreams=1");
        using (var open = await OpenStream.Get(gateway, Client))
            await open.Next();

        using var last = await Again(gateway);

        Assert.Equal(HttpStatusCode.OK, last.Status);
    }

    // That a client has hung up is noticed soon, and not at once.
    private static async Task<OpenStream> Again(RunningGateway gateway)
    {
        while (true)
        {
            var stream = await OpenStream.Get(gateway, Client);
            if (stream.Status == HttpStatusCode.OK)
                return stream;
            stream.Dispose();
            await Task.Yield();
        }
    }
}
