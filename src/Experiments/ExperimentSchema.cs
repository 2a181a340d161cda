using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Actors.Configuration;
using Actors.Foundation;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Actors.Experiments;

/// <summary>Which JSON is an experiment? Published, and what requests are held against.</summary>
public static partial class ExperimentSchema
{
    private const int MaxProblems = 100;

    private static readonly JsonSchema _schema = Load();

    /// <summary>The schema itself, draft 7.</summary>
    public static string Text { get; } = Read();

    /// <summary>At most 100 places where a document is not as the schema wants it, as JSON pointers.</summary>
    /// <param name="json">One JSON value.</param>
    public static ImmutableArray<Problem> Problems(string json) =>
        [.. _schema.Validate(json).SelectMany(Innermost).Select(Of).Distinct().Take(MaxProblems)];

    private static Problem Of(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed =>
            new(Pointer(error), "member-unknown", $"There is no '{error.Property}' here."),
        ValidationErrorKind.PropertyRequired =>
            new(Pointer(error), "member-missing", $"'{error.Property}' is required."),
        _ => new(Pointer(error), "schema-violated", $"This is not as the schema wants it: {error.Kind}."),
    };

    private static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError { Errors: var children } && children.Values.Any(list => list.Count > 0)
            ? children.Values.SelectMany(list => list).SelectMany(Innermost)
            : [error];

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

    private static string Read()
    {
        using var stream = typeof(ExperimentSchema).Assembly.GetManifestResourceStream("experiment.schema.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

#pragma warning disable RS0030 // Asynchronous only to fetch references, and here none leaves the document.
    private static JsonSchema Load() => JsonSchema.FromJsonAsync(Read()).GetAwaiter().GetResult();
#pragma warning restore RS0030

    [GeneratedRegex(@"[^./\[\]]+")]
    private static partial Regex Steps();
}
