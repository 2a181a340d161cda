using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Actors.Configuration;

namespace Actors.Experiments;

/// <summary>Which rules of the GrowthBook dialect is an experiment in the features that it drives?</summary>
public static class RuleWriter
{
    /// <summary>None where nothing is published: of a draft, while paused, and once stopped without a winner.</summary>
    /// <param name="key">Of the experiment.</param>
    public static ImmutableArray<PlacedRule> Of(string key, ExperimentState state) => state switch
    {
        { Status: ExperimentStatus.Running, Run: { } run } => Each(state, (writer, values) =>
            Split(writer, key, state, run, values)),
        { Shipped: { } shipped } => Each(state, (writer, values) =>
            Force(writer, key, state.Experiment, values.GetProperty(shipped))),
        _ => [],
    };

    private static ImmutableArray<PlacedRule> Each(ExperimentState state, Action<Utf8JsonWriter, JsonElement> write) =>
        [.. state.Experiment.Features.Select(driven =>
        {
            using var values = CanonicalJson.Parse(driven.Values);
            var rule = CanonicalJson.Written(writer =>
            {
                writer.WriteStartObject();
                write(writer, values.RootElement);
                writer.WriteEndObject();
            });
            return new PlacedRule(driven.Feature, driven.Position, rule);
        })];

    private static void Force(Utf8JsonWriter writer, string key, Experiment experiment, JsonElement value)
    {
        Target(writer, key, experiment);
        writer.WritePropertyName("force");
        value.WriteTo(writer);
    }

    private static void Split(Utf8JsonWriter writer, string key, ExperimentState state, Run run, JsonElement values)
    {
        var experiment = state.Experiment;
        var pieces = Pieces(experiment, run);
        Target(writer, key, experiment);
        Filters(writer, run.Filters);
        writer.WriteString("hashAttribute", experiment.HashAttribute);
        Sticky(writer, experiment, run);
        writer.WriteNumber("hashVersion", 2);
        writer.WriteString("seed", run.Seed);
        List(writer, "variations", pieces, piece =>
            values.GetProperty(experiment.Variations[piece.Variation].Key).WriteTo(writer));
        List(writer, "ranges", pieces, piece => Range(writer, piece.From, piece.To));
        List(writer, "meta", pieces, piece => Meta(writer, experiment.Variations[piece.Variation]));
        writer.WriteString("key", key);
        writer.WriteString("phase", run.Phase.ToString(CultureInfo.InvariantCulture));
        if (experiment.Name.Length > 0)
        {
            writer.WriteString("name", experiment.Name);
        }

        if (experiment.ServerExposures)
        {
            writer.WriteBoolean("serverExposures", true);
        }
    }

    /// <summary>
    /// One for each range, at first one for each variation in their order, so that an index of the rule is one of the
    /// experiment's. The dialect knows one range a variation: a variation of several stands there several times, under
    /// its one key.
    /// </summary>
    private static List<SlotRange> Pieces(Experiment experiment, Run run)
    {
        var first = experiment.Variations.Select((_, index) =>
            run.Ranges.Where(range => range.Variation == index).DefaultIfEmpty(new(index, 0, 0)).First()).ToList();
        return [.. first, .. run.Ranges.Except(first)];
    }

    private static void Target(Utf8JsonWriter writer, string key, Experiment experiment)
    {
        writer.WriteString("id", $"experiment/{key}");
        if (Condition(experiment) is { } condition)
        {
            writer.WritePropertyName("condition");
            writer.WriteRawValue(condition);
        }

        if (!experiment.Prerequisites.IsEmpty)
        {
            List(writer, "parentConditions", experiment.Prerequisites, parent =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", parent.Feature);
                writer.WritePropertyName("condition");
                writer.WriteRawValue(parent.Condition);
                writer.WriteEndObject();
            });
        }
    }

    private static string? Condition(Experiment experiment)
    {
        var groups = experiment.SavedGroups.SelectMany(target => Groups(target, experiment.HashAttribute));
        var all = (experiment.Condition is null ? groups : groups.Prepend(experiment.Condition)).ToList();
        return all.Count switch
        {
            0 => null,
            1 => all[0],
            _ => $"{{\"$and\":[{string.Join(',', all)}]}}",
        };
    }

    private static List<string> Groups(GroupTarget target, string hashAttribute)
    {
        var attribute = target.Attribute ?? hashAttribute;
        var asked = target.Match == GroupMatch.None ? "$notInGroup" : "$inGroup";
        var each = target.Groups.Select(group => CanonicalJson.Written(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject(attribute);
            writer.WriteString(asked, group);
            writer.WriteEndObject();
            writer.WriteEndObject();
        })).ToList();
        return target.Match == GroupMatch.Any && each.Count > 1 ? [$"{{\"$or\":[{string.Join(',', each)}]}}"] : each;
    }

    private static void Filters(Utf8JsonWriter writer, ImmutableArray<LayerFilter> filters)
    {
        if (filters.IsEmpty)
        {
            return;
        }

        List(writer, "filters", filters, filter =>
        {
            writer.WriteStartObject();
            writer.WriteString("attribute", filter.Attribute);
            writer.WriteString("seed", filter.Seed);
            writer.WriteNumber("hashVersion", 2);
            List(writer, "ranges", filter.Spans, span => Range(writer, span.From, span.To));
            writer.WriteEndObject();
        });
    }

    /// <summary>Memories of an earlier phase are of another key, so they do not count any more.</summary>
    private static void Sticky(Utf8JsonWriter writer, Experiment experiment, Run run)
    {
        if (!experiment.Sticky)
        {
            writer.WriteBoolean("disableStickyBucketing", true);

            // Then who says another variation may be right: an older version of the rules gave it.
            if (run.IsReallocated)
            {
                writer.WriteBoolean("reallocated", true);
            }

            return;
        }

        if (experiment.FallbackAttribute is { } fallback)
        {
            writer.WriteString("fallbackAttribute", fallback);
        }

        // Said in so many words where it can change the answer: then gateways ask what is stored of a subject.
        if (run.IsReallocated)
        {
            writer.WriteBoolean("disableStickyBucketing", false);
        }

        writer.WriteNumber("bucketVersion", run.Phase);
    }

    private static void Meta(Utf8JsonWriter writer, Variation variation)
    {
        writer.WriteStartObject();
        writer.WriteString("key", variation.Key);
        if (variation.Name.Length > 0)
        {
            writer.WriteString("name", variation.Name);
        }

        writer.WriteEndObject();
    }

    private static void Range(Utf8JsonWriter writer, int from, int to)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue((decimal)from / Allocation.Slots);
        writer.WriteNumberValue((decimal)to / Allocation.Slots);
        writer.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        writer.WriteEndArray();
    }
}
