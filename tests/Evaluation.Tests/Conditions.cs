using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>Conditions compiled and asked alone, without a feature around them.</summary>
internal static class Conditions
{
    public static bool Matches(string condition, string attributes, string groups = "{}") =>
        Compile(condition, Groups(groups)).Matches(Read(attributes));

    public static Condition Compile(string condition, SavedGroups? groups = null) =>
        Compile(condition, new Findings("feature"), groups);

    public static Condition Compile(string condition, Findings findings, SavedGroups? groups = null)
    {
        var compiled = new ConditionCompiler(findings, groups ?? SavedGroups.Empty).Compile(Read(condition), "");
        Assert.NotNull(compiled);
        return compiled;
    }

    public static SavedGroups Groups(string groups)
    {
        Assert.True(SavedGroups.TryFrom(JsonElement.Parse(groups), out var read, out var problem), problem);
        return read;
    }

    public static ScriptValue Read(string json)
    {
        Assert.True(ScriptReader.TryRead(JsonElement.Parse(json), out var value));
        return value;
    }
}
