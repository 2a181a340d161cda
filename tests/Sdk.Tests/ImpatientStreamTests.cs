using System.IO.Pipelines;
using System.Text;

namespace Actors.Sdk.Tests;

public sealed class ImpatientStreamTests
{
    [Fact]
    public async Task A_stream_that_is_silent_for_too_long_is_broken()
    {
        var pipe = new Pipe();
        var heard = 0;
        var stream = new ImpatientStream(
            pipe.Reader.AsStream(), TimeSpan.FromMilliseconds(200), TimeProvider.System, () => heard++);
        await pipe.Writer.WriteAsync(":\n\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var buffer = new byte[16];

        var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);

        Assert.Equal((":\n\n", 1), (Encoding.ASCII.GetString(buffer, 0, read), heard));
        await Assert.ThrowsAsync<TimeoutException>(
            () => stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task Who_hangs_up_is_not_told_of_silence()
    {
        var stream = new ImpatientStream(
            new Pipe().Reader.AsStream(), TimeSpan.FromMinutes(1), TimeProvider.System, () => { });
        using var hanging = new CancellationTokenSource();
        var reading = stream.ReadExactlyAsync(new byte[16], hanging.Token).AsTask();
        await hanging.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public void Tries_come_later_and_later_and_never_together()
    {
        var longest = TimeSpan.FromSeconds(30);
        for (var failures = 1; failures < 40; failures++)
        {
            var whole = Math.Min(0.5 * Math.Pow(2, failures - 1), 30);
            var pauses = Enumerable.Range(0, 20).Select(_ => Backoff.After(failures, longest).TotalSeconds).ToList();
            Assert.All(pauses, pause => Assert.InRange(pause, whole / 2, whole));
            Assert.True(pauses.Distinct().Count() > 1);
        }
    }
}
