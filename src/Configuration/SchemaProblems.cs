using System.Text.RegularExpressions;
using Actors.Foundation;
using NJsonSchema.Validation;

namespace Actors.Configuration;

/// <summary>How is told what a JSON schema has against a document?</summary>
internal static partial class SchemaProblems
{
    /// <summary>What is wrong inside, where an error only says that something inside is.</summary>
    public static IEnumerable<Problem> Of(ValidationError error) =>
        error is ChildSchemaValidationError { Errors: var children } && children.Values.Any(list => list.Count > 0)
            ? children.Values.SelectMany(list => list).SelectMany(Of)
            : [One(error)];

    private static Problem One(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed =>
            new(Pointer(error), "member-unknown", $"There is no '{error.Property}' here."),
        ValidationErrorKind.PropertyRequired =>
            new(Pointer(error), "member-missing", $"'{error.Property}' is required."),
        _ => new(Pointer(error), "schema-violated", $"This is not as the schema wants it: {error.Kind}."),
    };

    /// <summary>From "#/variations[0].key" to "/variations/0/key"; a name of the author's may hold a dot.</summary>
    private static string Pointer(ValidationError error)
    {
        var path = (error.Path ?? "").TrimStart('#');
        var name = error.Property is { Length: > 0 } property && path.EndsWith(property, StringComparison.Ordinal)
            ? property
            : "";
        var steps = Steps().Matches(path[..^name.Length]).Select(step => step.Value);
        return string.Concat((name.Length > 0 ? steps.Append(name) : steps).Select(step => JsonPointer.To("", step)));
    }

    [GeneratedRegex(@"[^./\[\]]+")]
    private static partial Regex Steps();
}
