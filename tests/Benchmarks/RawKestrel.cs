namespace Actors.Benchmarks;

/// <summary>The yardstick: Kestrel answering the same bytes every time, with no logic of ours.</summary>
internal static class RawKestrel
{
    /// <summary>Answers every POST with the same body, once it has read what was sent, as the gateway must.</summary>
    /// <param name="headers">What else each answer says, as "name: value".</param>
    public static async Task Serve(int port, byte[] body, IEnumerable<string> headers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });
        var app = builder.Build();
        var said = headers.Select(header => header.Split(": ", 2)).ToArray();
        app.Run(context =>
        {
            foreach (var header in said)
                context.Response.Headers[header[0]] = header[1];
            return Answer(context, body);
        });
        await app.RunAsync();
    }

    private static async Task Answer(HttpContext context, byte[] body)
    {
        var reader = context.Request.BodyReader;
        for (var read = await reader.ReadAsync(); ; read = await reader.ReadAsync())
        {
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body);
    }
}
