using System.Collections.Immutable;
using System.Text;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>Which JSON is an experiment? Published, and what requests are held against.</summary>
public static class ExperimentSchema
{
    private const int MaxProblems = 100;

    /// <summary>The schema itself, draft 7.</summary>
    public static string Text { get; } = Read();

    private static readonly ValueSchema _schema =
        ValueSchema.Load(Text, out var failure) ?? throw new InvalidOperationException(failure);

    /// <summary>At most 100 places where a document is not as the schema wants it, as JSON pointers.</summary>
    /// <param name="json">One JSON value.</param>
    public static ImmutableArray<Problem> Problems(string json) => [.. _schema.Problems(json).Take(MaxProblems)];

    private static string Read()
    {
        using var stream = typeof(ExperimentSchema).Assembly.GetManifestResourceStream("experiment.schema.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
