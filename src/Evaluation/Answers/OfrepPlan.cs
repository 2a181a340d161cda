using System.Runtime.InteropServices;

namespace Actors.Evaluation;

/// <summary>
/// How does a ruleset's bulk answer come about: which flags are copied, and which are evaluated first?
/// </summary>
/// <remarks>Neighbours that everybody gets alike are one copy.</remarks>
internal sealed class OfrepPlan
{
    private readonly Step[] _steps;
    private readonly byte[] _reasons;

    public OfrepPlan(ReadOnlySpan<CompiledFeature> features)
    {
        _reasons = new byte[features.Length];
        var steps = new List<Step>();
        var constants = new List<byte>();
        for (var i = 0; i < features.Length; i++)
        {
            if (features[i].Constant is { } constant)
            {
                _reasons[i] = (byte)constant.Reason;
                constants.AddRange(constant.NextOfrepJson);
                continue;
            }
            Close(steps, constants);
            steps.Add(new Step(i, features[i], null));
        }
        Close(steps, constants);
        _steps = [.. steps];
    }

    public ReadOnlySpan<Step> Steps => _steps;

    /// <summary>Of each feature, in order; those of evaluated ones are still to be filled in.</summary>
    public ReadOnlySpan<byte> Reasons => _reasons;

    private static void Close(List<Step> steps, List<byte> constants)
    {
        if (constants.Count > 0)
            steps.Add(new Step(-1, null, CollectionsMarshal.AsSpan(constants).ToArray()));
        constants.Clear();
    }

    /// <param name="Index">Of the feature.</param>
    /// <param name="Feature">What to evaluate; null where there are constants.</param>
    /// <param name="Constants">The bytes that everybody gets, with a comma before each flag.</param>
    public readonly record struct Step(int Index, CompiledFeature? Feature, byte[]? Constants);
}
