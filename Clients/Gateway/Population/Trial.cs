using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Population;

namespace Actors.Gateway.Population;

/// <summary>What would a sample's subjects get if something else were published? Asked of the engine itself.</summary>
/// <param name="before">What is served now.</param>
/// <param name="after">The same with the change, composed as publishing composes it.</param>
/// <param name="features">Those that the change drives; at least one.</param>
/// <param name="experiment">Key of the one that changes.</param>
internal sealed class Trial(
    ServedRuleset before, ServedRuleset after, ImmutableArray<string> features, string experiment)
{
    private static readonly string[] _countries = ["country", "countryCode"];
    private static readonly string[] _platforms = ["platform", "os", "deviceClass"];

    /// <param name="remembered">
    /// By which key what was given before is remembered of all who take part; null: nothing is.
    /// </param>
    public ImmutableArray<Tried> Try(SubjectSample sample, string? remembered = null)
    {
        var (left, right) = (new Subject(before.Compiled), new Subject(after.Compiled));
        var tried = ImmutableArray.CreateBuilder<Tried>(sample.Subjects.Count);
        foreach (var sighting in sample.Subjects.Values)
        {
            var json = Encoding.UTF8.GetBytes(sighting.Context);
            if (left.TryRead(before.Compiled, json, out _) && right.TryRead(after.Compiled, json, out _))
                tried.Add(Try(json, left, right, remembered));
        }

        return tried.ToImmutable();
    }

    /// <summary>Attributes that some rule asks for and that cleaning has taken from subjects, the most first.</summary>
    public ImmutableArray<KeyValuePair<string, int>> NotKept(SubjectSample sample)
    {
        var asking = new Subject(after.Compiled);
        return
        [
            .. sample.Subjects.Values.SelectMany(one => one.Removed).Where(asking.IsAskedFor)
                .CountBy(name => name, StringComparer.Ordinal)
                .OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal),
        ];
    }

    private Tried Try(byte[] json, Subject left, Subject right, string? remembered)
    {
        var was = new Given(before, left, features);
        var memory = remembered is not null && was.Units.TryGetValue(experiment, out var unit)
            ? new StickyDocument(unit.Attribute, unit.Value, ImmutableDictionary.Create<string, string>()
                .Add(remembered, was.Variations[experiment]))
            : null;
        var will = new Given(after, right, features, memory);
        using var context = JsonDocument.Parse(json);
        var placement = new Placement(
            was.Variations.GetValueOrDefault(experiment),
            will.Variations.GetValueOrDefault(experiment),
            !was.IsLike(will),
            First(context, _countries),
            First(context, _platforms));
        var isIn = will.Units.TryGetValue(experiment, out var hashed) ? hashed.Value : null;
        return new Tried(placement, isIn, Others(was), Others(will));
    }

    private Dictionary<string, string> Others(Given given) =>
        given.Variations.Where(one => one.Key != experiment).ToDictionary(StringComparer.Ordinal);

    private static string First(JsonDocument context, string[] names)
    {
        foreach (var name in names)
        {
            if (context.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString()!;
        }

        return "";
    }
}
