using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>How is an experiment written as one JSON document: in the API, in diffs and in the audit log?</summary>
public static class ExperimentDocument
{
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonSerializerOptions _form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        MaxDepth = CanonicalJson.MaxDepth,
    };

    /// <summary>Every member but those that are null, as <see cref="CanonicalJson"/>.</summary>
    public static string Of(Experiment experiment) => JsonSerializer.Serialize(experiment, _form);

    /// <summary><c>{"status","experiment","run","shipped",…}</c>, as <see cref="CanonicalJson"/>.</summary>
    public static string Of(ExperimentState state) => JsonSerializer.Serialize(state, _form);

    /// <summary>The experiment, normalised; or null and everything in which it is not as the schema wants it.</summary>
    public static Experiment? Parse(string json, out ImmutableArray<Problem> problems)
    {
        problems = Problems(ref json);
        return problems.IsEmpty ? Normalised(JsonSerializer.Deserialize<Experiment>(json, _form)!) : null;
    }

    /// <exception cref="JsonException">It was not written by <see cref="Of(ExperimentState)"/>.</exception>
    public static ExperimentState ParseState(string json) =>
        JsonSerializer.Deserialize<ExperimentState>(json, _form) ?? throw new JsonException("A state is no null.");

    private static ImmutableArray<Problem> Problems(ref string json)
    {
        if (Encoding.UTF8.GetByteCount(json) > MaxBytes)
        {
            return [new("", "experiment-too-large", $"An experiment is at most {MaxBytes:N0} bytes in all.")];
        }

        try
        {
            json = CanonicalJson.Of(json);
            return ExperimentSchema.Problems(json);
        }
        catch (JsonException e)
        {
            return [new("", "json-invalid", e.Message)];
        }
    }

    private static Experiment Normalised(Experiment experiment) => experiment with
    {
        Tags = Sorted(experiment.Tags),
        Environments = Sorted(experiment.Environments),
        Schedule = experiment.Schedule with
        {
            StartAt = experiment.Schedule.StartAt?.ToUniversalTime(),
            StopAt = experiment.Schedule.StopAt?.ToUniversalTime(),
        },
    };

    private static ImmutableArray<string> Sorted(ImmutableArray<string> words) =>
        [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
