using System.Globalization;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Gateway.Edge;

/// <summary>Can an argument of an endpoint say what is wrong with itself?</summary>
internal interface IChecked
{
    Refusal? Check();
}

/// <summary>Which requests are refused before any actor hears of them?</summary>
internal static class Checks
{
    private static readonly string[] _keys =
        ["project", "environment", "feature", "group", "experiment", "layer", "metric", "bandit", "key", "token"];

    /// <summary>
    /// Refuses malformed names in the path, arguments that do not bind, and those that refuse themselves.
    /// </summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        foreach (var name in _keys)
            if (http.GetRouteValue(name) is string value && !Key.IsValid(value))
                return Invalid("key-invalid", $"/{name}", $"A {name} is called by {Key.Form}.");

        // The framework has set 400 when an argument did not bind, and says no more about it.
        if (http.Response.StatusCode == StatusCodes.Status400BadRequest)
            return new Refusal(
                "parameter-invalid", "A parameter of the path or query is not of its documented type.").ToResult();

        foreach (var argument in context.Arguments)
            if (argument is IChecked mine && mine.Check() is { } refusal)
                return refusal.ToResult();

        return await next(context);
    }

    /// <summary>A bounded number of the query, or the refusal that names it.</summary>
    public static Refusal? OutOfRange(string name, long? value, long least, long most) =>
        value is null || value >= least && value <= most
            ? null
            : new Refusal(
                "parameter-invalid",
                string.Create(CultureInfo.InvariantCulture, $"'{name}' is a number from {least} to {most}."));

    private static IResult Invalid(string code, string path, string message) =>
        new Refusal(code, message) { Problems = [new(path, code, message)] }.ToResult();
}
