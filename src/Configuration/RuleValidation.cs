using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with one rule of the GrowthBook dialect?</summary>
/// <remarks>Members that are not known here may be known to a later dialect: they are kept and not judged.</remarks>
internal sealed class RuleValidation(ValueCheck values, ImmutableArray<Problem>.Builder problems)
{
    /// <summary>Without any of these a rule could not do anything.</summary>
    private static readonly ImmutableArray<string> _deeds =
        ["force", "variations", "condition", "parentConditions", "filters"];

    public void Check(string rule, string path)
    {
        using var document = ValueCheck.Parsed(rule, path, out var problem);
        if (document is null)
        {
            problems.Add(problem!);
        }
        else if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            Note(path, "A rule must be a JSON object.");
        }
        else
        {
            Check(document.RootElement, path);
        }
    }

    private void Check(JsonElement rule, string path)
    {
        if (!_deeds.Any(deed => rule.TryGetProperty(deed, out _)))
        {
            Note(path, $"A rule needs at least one of {string.Join(", ", _deeds)}.");
        }

        foreach (var member in rule.EnumerateObject())
        {
            CheckMember(member.Name, member.Value, JsonPointer.To(path, member.Name));
        }
    }

    private void CheckMember(string name, JsonElement value, string path)
    {
        switch (name)
        {
            case "force":
                Value(value, path);
                break;
            case "variations":
                Variations(value, path);
                break;
            case "condition":
                Require(value.ValueKind == JsonValueKind.Object, path, "an object");
                break;
            case "coverage":
                Require(IsNumber(value) && value.GetDouble() is >= 0 and <= 1, path, "a number from 0 to 1");
                break;
            case "hashVersion":
                Require(IsNumber(value) && value.GetDouble() is 1 or 2, path, "1 or 2");
                break;
            case "enabled" or "disableStickyBucketing":
                Require(value.ValueKind is JsonValueKind.True or JsonValueKind.False, path, "true or false");
                break;
            case "id" or "description" or "seed" or "hashAttribute" or "fallbackAttribute":
            case "key" or "name" or "phase":
                Require(value.ValueKind == JsonValueKind.String, path, "a text");
                break;
            case "weights":
                Require(IsArray(value) && value.EnumerateArray().All(IsNumber), path, "an array of numbers");
                break;
            case "ranges" or "filters" or "meta" or "parentConditions" or "namespace" or "tracks":
                Require(IsArray(value), path, "an array");
                break;
        }
    }

    private void Variations(JsonElement value, string path)
    {
        Require(IsArray(value) && value.GetArrayLength() > 0, path, "an array of values");
        if (IsArray(value))
        {
            foreach (var (index, variation) in value.EnumerateArray().Index())
            {
                Value(variation, JsonPointer.To(path, index));
            }
        }
    }

    private void Value(JsonElement value, string path)
    {
        if (values.Problem(value, path) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static bool IsArray(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    private void Require(bool holds, string path, string what)
    {
        if (!holds)
        {
            Note(path, $"This must be {what}.");
        }
    }

    private void Note(string path, string message) => problems.Add(new(path, "rule-invalid", message));
}
