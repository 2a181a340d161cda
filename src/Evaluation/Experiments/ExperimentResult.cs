using System.Buffers;

namespace Actors.Evaluation;

/// <summary>Which variation of one experiment did a subject get, and how was that decided?</summary>
public sealed record ExperimentResult
{
    private readonly byte[] _resultJson;
    private readonly byte[] _experimentJson;

    internal ExperimentResult(in Assignment assignment, Subject subject)
    {
        var variation = assignment.Variation;
        (ExperimentKey, VariationKey, Name) = (assignment.Experiment.Key, variation.Key, variation.Name);
        VariationIndex = assignment.VariationIndex;
        (IsIn, UsedHash, UsedStickyBucket) = (assignment.IsIn, assignment.UsedHash, assignment.UsedSticky);
        IsPassthrough = variation.IsPassthrough;
        HashAttribute = assignment.Hash.Attribute;
        Bucket = double.IsNaN(assignment.Bucket) ? null : assignment.Bucket;
        LeafId = assignment.ShowsLeaf ? assignment.Leaf!.Id : null;
        ValueJson = variation.Outcome.ValueJson;
        var buffer = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(buffer);
        assignment.WriteResult(ref output, subject);
        output.Flush();
        _resultJson = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        output = new Utf8Output(buffer);
        assignment.Experiment.Json.WriteWhole(ref output, assignment.Leaf, assignment.ShowsLeaf);
        output.Flush();
        _experimentJson = buffer.WrittenSpan.ToArray();
    }

    /// <summary>By which tracking knows the experiment.</summary>
    public string ExperimentKey { get; }

    /// <summary>By which tracking knows the variation.</summary>
    public string VariationKey { get; }

    /// <summary>For people; null when there is none.</summary>
    public string? Name { get; }

    /// <summary>From 0; 0, the control, for who takes no part.</summary>
    public int VariationIndex { get; }

    /// <summary>Whether the subject takes part.</summary>
    public bool IsIn { get; }

    /// <summary>
    /// Whether its bucket decided, or what was remembered of it, rather than a force: only then track it.
    /// </summary>
    public bool UsedHash { get; }

    /// <summary>Whether an earlier variation was given again, or kept the subject out.</summary>
    public bool UsedStickyBucket { get; }

    /// <summary>Whether the variation leaves the feature's value to the rules below.</summary>
    public bool IsPassthrough { get; }

    /// <summary>The attribute that was hashed, or would have been.</summary>
    public string HashAttribute { get; }

    /// <summary>In [0, 1); null when none was drawn.</summary>
    public double? Bucket { get; }

    /// <summary>The leaf of a contextual bandit whose weights decided; null when none did.</summary>
    public double? LeafId { get; }

    /// <summary>The variation's value; the control's for who takes no part.</summary>
    public ReadOnlyMemory<byte> ValueJson { get; }

    /// <summary>What GrowthBook's SDKs call <c>experimentResult</c>.</summary>
    public ReadOnlyMemory<byte> ResultJson => _resultJson;

    /// <summary>What GrowthBook's SDKs call <c>experiment</c>, whole: not for clients.</summary>
    public ReadOnlyMemory<byte> ExperimentJson => _experimentJson;
}
