using System.Buffers;

namespace Actors.Gateway.Ofrep;

/// <summary>What does the body hold? Read straight from the connection's own buffer, whole, up to a limit.</summary>
internal static class RequestBody
{
    public delegate T Reading<out T>(ReadOnlySpan<byte> body);

    /// <exception cref="BadHttpRequestException">413: it is larger than <paramref name="limit"/> bytes.</exception>
    public static async ValueTask<T> Read<T>(HttpRequest request, int limit, Reading<T> reading)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(request.HttpContext.RequestAborted);
            var buffer = result.Buffer;
            if (buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            if (result.IsCompleted)
            {
                var read = Whole(buffer, reading);
                reader.AdvanceTo(buffer.End);
                return read;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
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
