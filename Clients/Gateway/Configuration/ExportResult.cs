using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

/// <summary>What is a whole project, as a file? Written as it is read, a few features ahead at most.</summary>
/// <remarks>
/// Each feature is as it is when it is reached: an export beside running changes is not one moment of the project. A
/// failure in the middle cuts the connection, so that no half file looks whole.
/// </remarks>
internal sealed class ExportResult(ProjectView project, GrainCalls calls) : IResult
{
    private const int PageSize = 200;
    private const int ReadsAtOnce = 16;

    // Read by people and diffed in repositories: indented, and no letter escaped that JSON need not escape.
    private static readonly JsonWriterOptions _readable =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellation = httpContext.RequestAborted;
        var page = await Page(null, cancellation);
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{project.Key}.json\"";
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, _readable);
        writer.WriteStartObject();
        WriteSettings(writer);
        await WriteGroups(writer, cancellation);
        writer.WriteStartArray("features");
        while (true)
        {
            foreach (var chunk in page.Features.Chunk(ReadsAtOnce))
            {
                foreach (var feature in await Task.WhenAll(chunk.Select(item => Read(item.Key, cancellation))))
                    if (feature is not null)
                        JsonSerializer.Serialize(writer, feature, ProtocolJson.Default.FeatureBody);

                await writer.FlushAsync(cancellation);
                await httpContext.Response.BodyWriter.FlushAsync(cancellation);
            }

            if (page.Next is null) break;
            page = await Page(page.Next, cancellation);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteSettings(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("project");
        var settings = new ProjectRequest
        {
            Key = project.Key,
            Name = project.Project.Name,
            Description = project.Project.Description,
            Environments = project.Project.Environments,
        };
        JsonSerializer.Serialize(writer, settings, ProtocolJson.Default.ProjectRequest);
    }

    // A file of a project without groups looks as it did before there were any.
    private async Task WriteGroups(Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var groups = await calls.Call((grains, token) => grains.GetProject(project.Key).Groups(token), cancellation);
        if (groups.Value.IsDefaultOrEmpty) return;

        writer.WriteStartArray("savedGroups");
        foreach (var summary in groups.Value)
        {
            var answer = await calls.Call(
                (grains, token) => grains.GetSavedGroup(new(project.Key, summary.Id)).Current(token), cancellation);
            if (answer.Value?.Group is { } group)
                JsonSerializer.Serialize(
                    writer, SavedGroupBodies.Of(summary.Id, group), ProtocolJson.Default.SavedGroupBody);

            await writer.FlushAsync(cancellation);
        }

        writer.WriteEndArray();
    }

    private async Task<FeaturePage> Page(string? after, CancellationToken cancellation)
    {
        var query = new FeatureQuery(null, null, null, null, null, after, PageSize);
        var answer = await calls.Call(
            (grains, token) => grains.GetProject(project.Key).List(query, token), cancellation);
        return answer.Value ?? throw new NotNowException("The project was deleted while it was exported.");
    }

    // Deleted between the list and now: not part of the file.
    private async Task<FeatureBody?> Read(string key, CancellationToken cancellation)
    {
        var answer = await calls.Call(
            (grains, token) => grains.GetFeature(new(project.Key, key)).Current(token), cancellation);
        return answer.Value?.Revision.Feature is { } feature ? FeatureBodies.Of(key, feature) : null;
    }
}
