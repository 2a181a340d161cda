namespace Actors.Evaluation;

/// <summary>What came of one experiment for one subject?</summary>
internal readonly struct Assignment
{
    public required Experiment Experiment { get; init; }

    /// <summary>An index; 0, the control, for who takes no part.</summary>
    public required int VariationIndex { get; init; }

    public required bool IsIn { get; init; }

    /// <summary>True when the bucket decided, or what was remembered of it, rather than a force.</summary>
    public required bool UsedHash { get; init; }

    /// <summary>True when the fallback attribute stood in for the first one.</summary>
    public required bool UsedFallback { get; init; }

    /// <summary>NaN when none was drawn.</summary>
    public required double Bucket { get; init; }

    public required bool UsedSticky { get; init; }

    /// <summary>The bandit's leaf that the subject falls into; null when this is none.</summary>
    public required BanditLeaf? Leaf { get; init; }

    public Variation Variation => Experiment.Variations[VariationIndex];

    public BucketHash Hash => UsedFallback ? Experiment.Fallback! : Experiment.Hash;

    /// <summary>Whether the bandit is shown: only where its weights decided.</summary>
    public bool ShowsLeaf => Leaf is not null && UsedHash && IsIn;

    /// <summary>What GrowthBook's SDKs call <c>experimentResult</c>.</summary>
    public void WriteResult(ref Utf8Output output, Subject subject)
    {
        output.Write("{"u8);
        output.Write(Variation.ResultMembers);
        output.Write(IsIn ? ",\"inExperiment\":true"u8 : ",\"inExperiment\":false"u8);
        output.Write(UsedHash ? ",\"hashUsed\":true"u8 : ",\"hashUsed\":false"u8);
        output.Write(UsedSticky ? ",\"stickyBucketUsed\":true"u8 : ",\"stickyBucketUsed\":false"u8);
        output.Write(",\"hashAttribute\":"u8);
        output.WriteText(Hash.Attribute);
        output.Write(",\"hashValue\":"u8);
        ref readonly var value = ref subject.At(Hash.Slot);
        output.WriteValue(value.IsTruthy ? value : ScriptValue.Of(""));
        if (!double.IsNaN(Bucket))
        {
            output.Write(",\"bucket\":"u8);
            output.WriteNumber(Bucket);
        }
        if (ShowsLeaf)
        {
            output.Write(","u8);
            output.Write(Leaf!.ContextMembers);
        }
        output.Write("}"u8);
    }

    /// <summary>What GrowthBook's SDKs call a track: the experiment, scrubbed, and its result.</summary>
    public void WriteTrack(ref Utf8Output output, Subject subject)
    {
        output.Write("{\"experiment\":"u8);
        Experiment.Json.WriteScrubbed(ref output, VariationIndex, Leaf, ShowsLeaf);
        output.Write(",\"result\":"u8);
        WriteResult(ref output, subject);
        output.Write("}"u8);
    }
}
