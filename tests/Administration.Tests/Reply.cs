using System.Text.Json;

namespace Actors.Administration.Tests;

/// <summary>What came back.</summary>
public sealed class Reply(HttpResponseMessage response, string text)
{
    public int Status { get; } = (int)response.StatusCode;

    public string Text { get; } = text;

    public string? MediaType { get; } = response.Content.Headers.ContentType?.MediaType;

    public string? ETag { get; } = response.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : null;

    public string? Link { get; } = response.Headers.TryGetValues("Link", out var links) ? links.Single() : null;

    public string Challenge { get; } = response.Headers.WwwAuthenticate.ToString();

    public Uri? Location { get; } = response.Headers.Location;

    public JsonElement Body => JsonElement.Parse(Text);

    /// <summary>The last part of the problem's type.</summary>
    public string Problem => Body.GetProperty("type").GetString()!.Split(':')[^1];

    /// <summary>Codes of the single problems.</summary>
    public string[] Problems =>
        [.. Body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()!)];

    public override string ToString() => $"{Status} {Text}";
}
