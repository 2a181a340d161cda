using System.IO.Pipelines;
using System.Text;
using Actors.Gateway.Ofrep;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Gateway.Tests.Ofrep;

public sealed class RequestBodyTests
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly Pipe _client = new(new PipeOptions(useSynchronizationContext: false));
    private readonly DefaultHttpContext _context = new();
    private readonly RequestBody _bodies;

    public RequestBodyTests()
    {
        _context.Request.Body = _client.Reader.AsStream();
        _bodies = new RequestBody(
            Samples.Settings(settings => (settings.Limits.BodySeconds, settings.Limits.BodyBytes) = (10, 8)), _time);
    }

    [Fact]
    public async Task A_body_that_drips_on_and_on_is_given_up_at_the_deadline()
    {
        var reading = Read();
        for (var second = 0; second < 9; second += 3)
        {
            await Send("x");
            _time.Advance(TimeSpan.FromSeconds(3));
            Assert.False(reading.IsCompleted);
        }

        _time.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<BadHttpRequestException>(() => reading);
        Assert.Equal(StatusCodes.Status408RequestTimeout, failure.StatusCode);
    }

    [Fact]
    public async Task A_body_in_pieces_that_is_whole_in_time_is_read()
    {
        var reading = Read();
        await Send("one");
        _time.Advance(TimeSpan.FromSeconds(9));
        await Send("two");
        await _client.Writer.CompleteAsync();

        Assert.Equal("onetwo", await reading);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_given_up_before_it_is_whole()
    {
        var reading = Read();
        await Send("123456789");

        var failure = await Assert.ThrowsAsync<BadHttpRequestException>(() => reading);
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, failure.StatusCode);
    }

    [Fact]
    public async Task A_client_that_leaves_is_not_told_that_it_was_slow()
    {
        using var left = new CancellationTokenSource();
        _context.RequestAborted = left.Token;
        var reading = Read();
        await left.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private Task<string> Read() => _bodies.Read(_context.Request, body => Encoding.UTF8.GetString(body)).AsTask();

    private async Task Send(string text) =>
        await _client.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
}
