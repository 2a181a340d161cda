using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with a contextual bandit as it was written?</summary>
public static class BanditForm
{
    public const int MaxBandits = 1_000;
    public const int MaxBytes = 256 * 1024;

    /// <summary>Members that are not known here may be known to a later dialect: they are not judged.</summary>
    public static ImmutableArray<Problem> Problems(PublishedBandit bandit)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!Key.IsValid(bandit.Id))
        {
            problems.Add(new("", "key-invalid", $"The id of a contextual bandit is {Key.Form}."));
        }

        if (Encoding.UTF8.GetByteCount(bandit.Json) > MaxBytes)
        {
            problems.Add(new("", "bandit-too-large", $"A contextual bandit is at most {MaxBytes:N0} bytes."));
            return problems.ToImmutable();
        }

        using var document = ValueCheck.Parsed(bandit.Json, "", out var problem);
        if (document is null)
        {
            problems.Add(problem!);
        }
        else
        {
            Check(document.RootElement, new RuleShapes(problems));
        }

        return problems.ToImmutable();
    }

    private static void Check(JsonElement bandit, RuleShapes shapes) => shapes.Members(
        bandit,
        "",
        ["contexts"],
        ("banditVersion", shapes.Whole),
        ("contexts", (contexts, path) => shapes.Each(contexts, path, (context, at) => shapes.Members(
            context,
            at,
            ["weights"],
            ("leafId", shapes.Whole),
            ("condition", shapes.Object),
            ("weights", (weights, place) => shapes.Weights(weights, place) is not null))) is not null));
}
