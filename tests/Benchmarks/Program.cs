// The yardstick: Kestrel answering the same bytes every time, with no logic of ours.
// It reads the body, as the gateway must.
// usage: Actors.Benchmarks.dll PORT FILE    answers every POST with the content of FILE
var port = int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture);
var body = await File.ReadAllBytesAsync(args[1]);

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.ListenLocalhost(port);
});
var app = builder.Build();
app.Run(async context =>
{
    var reader = context.Request.BodyReader;
    for (var read = await reader.ReadAsync(); ; read = await reader.ReadAsync())
    {
        reader.AdvanceTo(read.Buffer.End);
        if (read.IsCompleted)
        {
            break;
        }
    }

    context.Response.ContentType = "application/json; charset=utf-8";
    context.Response.ContentLength = body.Length;
    await context.Response.BodyWriter.WriteAsync(body);
});
await app.RunAsync();
