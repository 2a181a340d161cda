using System.Globalization;
using System.Text.Json.Nodes;

namespace Actors.LoadTest.Scenarios;

/// <summary>Do the results of an experiment say what the run knows to be true?</summary>
internal sealed class ExperimentTruth(double lift)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Subjects, long Converted)> _sent = [];

    /// <summary>A user's events have been accepted.</summary>
    public void Add(string variation, bool converted)
    {
        lock (_lock)
        {
            var (subjects, before) = _sent.GetValueOrDefault(variation);
            _sent[variation] = (subjects + 1, before + (converted ? 1 : 0));
        }
    }

    /// <summary>Null, or in what the sums differ from what was sent: they must be equal, to the last event.</summary>
    /// <param name="results">As the results API answers.</param>
    public string? Difference(JsonNode results)
    {
        foreach (var (variation, (subjects, converted)) in _sent)
        {
            var told = Variation(results, variation);
            var (toldSubjects, toldConverted) = (Number(told?["subjects"]), Number(told?["sum"]));
            if (toldSubjects == subjects && toldConverted == converted)
                continue;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Of {variation}, {subjects} subjects and {converted} conversions were sent, "
                + $"{toldSubjects} and {toldConverted} are in the results.");
        }

        return null;
    }

    /// <summary>What a person wants to know: the estimate beside the truth.</summary>
    public string Verdict(JsonNode results)
    {
        var relative = Variation(results, MeasuredExperiment.Treatment)?["comparison"]?["relative"];
        var (estimate, lower, upper) =
            (Number(relative?["estimate"]), Number(relative?["lower"]), Number(relative?["upper"]));
        if (estimate is null || lower is null || upper is null)
            return $"The results tell no interval ({relative?["obstacle"] ?? "none is there"}).";
        var covers = lower <= lift && lift <= upper;
        var split = results["results"]?["sampleRatio"]?["pValue"];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The true lift is {lift:P1}; the estimate is {estimate:P1}, from {lower:P1} to {upper:P1}, which "
            + $"{(covers ? "covers" : "does not cover (as one in twenty does not)")} the truth; "
            + $"the split's p-value is {Number(split):F3}.");
    }

    private static JsonNode? Variation(JsonNode results, string key) =>
        results["results"]?["metrics"]?[0]?["variations"]?.AsArray()
            .FirstOrDefault(variation => (string?)variation?["variation"] == key);

    private static double? Number(JsonNode? node) => node?.GetValue<double>();
}
