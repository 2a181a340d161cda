using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// What does the body hold? Read straight from the connection's own buffer, whole, up to a size and a deadline.
/// </summary>
internal sealed class RequestBody(IOptions<GatewaySettings> settings, TimeProvider time)
{
    private readonly int _limit = settings.Value.Limits.BodyBytes;
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(settings.Value.Limits.BodySeconds);

    public delegate T Reading<out T>(ReadOnlySpan<byte> body);

    /// <summary>Whether the client has compressed it: nobody here unpacks what may be of any size.</summary>
    public static bool IsPacked(HttpRequest request) =>
        request.Headers.ContentEncoding is [{ } encoding]
        && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <param name="limit">Bytes; null: that of an evaluation.</param>
    /// <exception cref="BadHttpRequestException">413: it is too large. 408: it is not whole in time.</exception>
    public ValueTask<T> Read<T>(HttpRequest request, Reading<T> reading, int? limit = null)
    {
        var most = limit ?? _limit;
        // Nearly every body has come with its head: only those that have not pay for a deadline.
        var reader = request.BodyReader;
        return reader.TryRead(out var result) && TryTake(reader, result, reading, most, out var taken)
            ? ValueTask.FromResult(taken!)
            : Await(request, reading, most);
    }

    private async ValueTask<T> Await<T>(HttpRequest request, Reading<T> reading, int most)
    {
        var aborted = request.HttpContext.RequestAborted;
        using var deadline = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        while (true)
        {
            try
            {
                var result = await request.BodyReader.ReadAsync(either.Token);
                if (TryTake(request.BodyReader, result, reading, most, out var taken))
                    return taken!;
            }
            catch (OperationCanceledException)
                when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
            {
                throw new BadHttpRequestException("The body came too slowly.", StatusCodes.Status408RequestTimeout);
            }
        }
    }

    private static bool TryTake<T>(
        PipeReader reader, in ReadResult result, Reading<T> reading, int most, out T? taken)
    {
        var buffer = result.Buffer;
        if (buffer.Length > most)
        {
            reader.AdvanceTo(buffer.End);
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }

        taken = result.IsCompleted ? Whole(buffer, reading) : default;
        reader.AdvanceTo(result.IsCompleted ? buffer.End : buffer.Start, buffer.End);
        return result.IsCompleted;
    }

    private static T Whole<T>(in ReadOnlySequence<byte> body, Reading<T> reading)
    {
        if (body.IsSingleSegment)
            return reading(body.FirstSpan);
        var length = (int)body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(rented);
            return reading(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
