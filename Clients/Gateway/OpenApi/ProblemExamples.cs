using System.Globalization;
using System.Text.Json.Nodes;
using Actors.Gateway.Edge;

namespace Actors.Gateway.OpenApi;

/// <summary>What does each status of a refusal mean, and how does one look?</summary>
internal static class ProblemExamples
{
    public static (string Code, string Meaning) Of(string status) => status switch
    {
        "400" => ("json-invalid", "The body, a parameter or a header is not of its documented form."),
        "401" => ("token-missing", "There is no valid token; WWW-Authenticate says which is wanted."),
        "403" => ("forbidden", "The token does not have the role that this needs."),
        "404" => ("feature-not-found", "What the path names does not exist."),
        "409" => ("batch-running", "It cannot be done as things are; the code says why."),
        "412" => ("revision-stale", "It has changed since you read it; 'current' and ETag say what it is now."),
        "413" => ("body-too-large", "The body is larger than this endpoint takes."),
        "415" => ("unsupported-media-type", "The body is not declared as JSON."),
        "422" => ("feature-invalid", "It was understood and is not valid; 'problems' lists everything that is wrong."),
        "429" => ("rate-limited", "Too many requests; Retry-After says when to come back."),
        "503" => ("not-now", "The region cannot decide it now; the same request may be repeated after Retry-After."),
        _ => ("unknown", "It failed."),
    };

    public static JsonNode Body(string status, string code, string meaning)
    {
        var body = new JsonObject
        {
            ["type"] = Refusals.TypePrefix + code,
            ["title"] = code.Replace('-', ' '),
            ["status"] = int.Parse(status, CultureInfo.InvariantCulture),
            ["detail"] = meaning,
        };
        if (status is "400" or "422")
            body["problems"] = new JsonArray(new JsonObject
            {
                ["path"] = "/environments/production/rules/0/coverage",
                ["code"] = "coverage-range",
                ["message"] = "A coverage is a number from 0 to 1.",
            });
        if (status == "412") body["current"] = JsonNode.Parse(Examples.Feature);
        return body;
    }
}
