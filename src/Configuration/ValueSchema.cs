using Actors.Foundation;
using NJsonSchema;

namespace Actors.Configuration;

/// <summary>Does a value satisfy a JSON schema?</summary>
public sealed class ValueSchema
{
    private readonly JsonSchema _schema;

    private ValueSchema(JsonSchema schema) => _schema = schema;

    /// <param name="json">A schema of ours, or one that <see cref="SchemaGuard"/> has nothing against.</param>
    /// <returns>The schema, or null and why it cannot be used.</returns>
    public static ValueSchema? Load(string json, out string? failure)
    {
        try
        {
            failure = null;
            return new(Loaded(json));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library throws a dozen types, its own and those of its parser, for what is in the end a bad schema.
            failure = $"The schema cannot be used: {FirstLine(e.Message)}";
            return null;
        }
    }

    /// <returns>What is wrong with the value, in one sentence; null: nothing.</returns>
    public string? Violation(string json)
    {
        try
        {
            var error = _schema.Validate(json).FirstOrDefault();
            return error is null ? null : $"The value does not satisfy the schema: {error.Kind} at {error.Path}.";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Among them: an integer beyond 64 bits, and a pattern that takes longer than the process allows.
            return $"The value cannot be checked against the schema: {FirstLine(e.Message)}";
        }
    }

    /// <summary>Every place where a document is not as the schema wants it.</summary>
    public IEnumerable<Problem> Problems(string json) =>
        _schema.Validate(json).SelectMany(SchemaProblems.Of).Distinct();

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r', '.') + ".";

#pragma warning disable RS0030 // Asynchronous only to fetch references, and here none leaves the document.
    private static JsonSchema Loaded(string json)
    {
        var loading = JsonSchema.FromJsonAsync(json, "", schema => new Indoors(schema));
        return loading.IsCompleted
            ? loading.GetAwaiter().GetResult()
            : throw new InvalidOperationException("A reference leaves the document.");
    }

    /// <summary>Resolves references within the document and refuses all others.</summary>
    private sealed class Indoors(JsonSchema schema)
        : JsonReferenceResolver(new JsonSchemaAppender(schema, new DefaultTypeNameGenerator()))
    {
        public override Task<NJsonSchema.References.IJsonReference> ResolveFileReferenceAsync(
            string filePath, CancellationToken cancellationToken = default) => throw Refusal(filePath);

        public override Task<NJsonSchema.References.IJsonReference> ResolveUrlReferenceAsync(
            string url, CancellationToken cancellationToken = default) => throw Refusal(url);

        private static InvalidOperationException Refusal(string target) =>
            new($"The reference '{target}' leaves the document.");
    }
#pragma warning restore RS0030
}
