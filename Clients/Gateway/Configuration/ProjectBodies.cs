using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

/// <summary>How does a project look over HTTP, and what does a body say that it shall be?</summary>
internal static class ProjectBodies
{
    /// <param name="current">What stays where the body says nothing; null: the body is all there is.</param>
    public static Answer<Project> Read(ProjectRequest body, string key, Project? current = null)
    {
        if (body.Key is not null && body.Key != key)
            return Mismatch("The key of the body is another than the one of the path.");

        var environments = body.Environments ?? (IReadOnlyList<string>?)current?.Environments ?? [];
        return new Project
        {
            Name = body.Name ?? current?.Name ?? key,
            Description = body.Description ?? current?.Description ?? "",
            Environments = [.. environments.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    public static ProjectResponse Of(ProjectView view) => new(
        view.Key,
        view.Project.Name,
        view.Project.Description,
        view.Project.Environments,
        view.Revision,
        view.FeatureCount,
        view.CreatedAt,
        view.ChangedAt);

    public static IResult Shown(ProjectView view) => new Tagged(TypedResults.Ok(Of(view)), view.Revision);

    public static IResult Created(ProjectView view) =>
        new Tagged(TypedResults.Created($"/v1/projects/{view.Key}", Of(view)), view.Revision);

    public static IResult Invalid(string path, string code, string message) =>
        new Refusal("project-invalid", message) { Problems = [new(path, code, message)] }.ToResult();

    public static IResult Forbidden(string key) =>
        new Refusal("forbidden", $"This needs the role admin in project '{key}'.").ToResult();

    private static Refusal Mismatch(string message) =>
        new("key-invalid", message) { Problems = [new("/key", "key-invalid", message)] };
}
