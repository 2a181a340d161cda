using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with a saved group as its author wrote it?</summary>
public static class SavedGroupForm
{
    public const int MaxValues = 100_000;
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Of all groups of a project together: every environment's document carries them.</summary>
    public const long MaxBytesOfProject = 16L * 1024 * 1024;

    public const int MaxGroups = 1_000;
    private const int MaxProblems = 100;

    /// <summary>At most 100, in the order of the document.</summary>
    /// <param name="path">JSON pointer to the group, put before the path of every problem.</param>
    public static ImmutableArray<Problem> Problems(string id, SavedGroup group, string path = "")
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!Key.IsValid(id))
        {
            problems.Add(new(path, "key-invalid", $"The id of a saved group is {Key.Form}."));
        }

        problems.AddRange(new[]
        {
            string.IsNullOrWhiteSpace(group.Name)
                ? new($"{path}/name", "text-invalid", "A saved group needs a name.")
                : TextForm.Problem(group.Name, 200, $"{path}/name"),
            TextForm.Problem(group.Description, FeatureValidation.MaxDescription, $"{path}/description"),
            TextForm.Problem(group.Owner, FeatureValidation.MaxOwner, $"{path}/owner"),
        }.OfType<Problem>());
        problems.AddRange(ValueProblems(group.Values, $"{path}/values").Take(MaxProblems));
        return problems.ToImmutable();
    }

    /// <param name="group">One without problems.</param>
    public static SavedGroup Normalised(SavedGroup group) => group with { Values = CanonicalJson.Of(group.Values) };

    /// <param name="values">A JSON array, or null: there is none.</param>
    internal static int Count(string? values)
    {
        if (values is null)
        {
            return 0;
        }

        using var document = CanonicalJson.Parse(values);
        return document.RootElement.GetArrayLength();
    }

    internal static long Bytes(string? values) => Encoding.UTF8.GetByteCount(values ?? "");

    private static IEnumerable<Problem> ValueProblems(string values, string path)
    {
        if (Bytes(values) > MaxBytes)
        {
            return [new(path, "group-too-large", $"The values are at most {MaxBytes:N0} bytes in all.")];
        }

        using var document = ValueCheck.Parsed(values, path, out var problem);
        if (document is null)
        {
            return [problem!];
        }

        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return [new(path, "member-type", "This must be a JSON array of texts and numbers.")];
        }

        return document.RootElement.GetArrayLength() > MaxValues
            ? [new(path, "too-many-values", $"A saved group has at most {MaxValues:N0} values.")]
            : [.. document.RootElement.EnumerateArray().Index().Where(value => !IsMember(value.Item)).Select(value =>
                new Problem(
                    JsonPointer.To(path, value.Index), "value-type", "A value must be a text or a finite number."))];
    }

    private static bool IsMember(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        || value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble());
}
