using System.ComponentModel;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Allocation;

/// <summary>Which subject does a path name?</summary>
internal sealed record UserRoute(
    HttpContext Http,
    [property: FromRoute(Name = "project")] string Project,
    [property: FromRoute(Name = "environment")] string Environment,
    [property: FromRoute(Name = "user")] string User,
    [property: FromQuery(Name = "attribute"), Description(
        "By which the subject is known: the attribute that experiments hash. Left out: id.")]
    string? Attribute) : IChecked
{
    private const string Users = "/users/";

    public EnvironmentId EnvironmentId => new(Project, Environment);

    public UserId Id => new(Project, Environment, Attribute ?? "id", Value);

    // Routing leaves "%2F" as it is, and then nobody knows whether that is what the client meant.
    private string Value =>
        User.Contains("%2F", StringComparison.OrdinalIgnoreCase)
        && Http.Features.Get<IHttpRequestFeature>()?.RawTarget is { } target
        && target.IndexOf(Users, StringComparison.Ordinal) is >= 0 and var at
            ? Uri.UnescapeDataString(target[(at + Users.Length)..].Split('/', '?')[0])
            : User;

    public Refusal? Check() =>
        !UserId.IsAttribute(Attribute ?? "id")
            ? new("parameter-invalid", $"'attribute' has 1 to {UserId.MaxAttribute} characters, none of them '/'.")
            : !UserId.IsValue(Value)
                ? new("user-invalid", $"A subject is named by 1 to {UserId.MaxValue} characters, no U+0000 among them.")
                : null;
}
