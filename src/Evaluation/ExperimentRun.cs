namespace Actors.Evaluation;

/// <summary>
/// How does an experiment decide? In the order of <c>runExperiment</c> of GrowthBook's JavaScript SDK.
/// </summary>
internal static class ExperimentRun
{
    private const int Nowhere = -1;

    public static Assignment Of<TTrace>(scoped ref Walk<TTrace> walk, Experiment experiment)
        where TTrace : struct, ITrace
    {
        var leaf = experiment.Leaves is null ? null : Leaf(ref walk, experiment.Leaves);
        if (!MayRun(ref walk, experiment))
            return Result(ref walk, experiment, leaf, Nowhere);
        if (walk.Inputs is not null && IsForced(ref walk, experiment, out var forced))
            return Result(ref walk, experiment, leaf, forced);
        if (!walk.Passes(Check.Active, !experiment.IsInactive))
            return Result(ref walk, experiment, leaf, Nowhere);
        var hash = walk.Hashed(experiment.Hash, experiment.Fallback);
        if (!walk.Passes(Check.HashAttribute, hash is not null, experiment))
            return Result(ref walk, experiment, leaf, Nowhere);
        var memory = StickyMemory.Nothing;
        if (walk.Sticky is not null && !experiment.Sticky.IsDisabled)
            memory = Remembered(ref walk, experiment);
        if (memory.Variation < 0 && !IsTargeted(ref walk, experiment, hash!))
            return Result(ref walk, experiment, leaf, Nowhere);
        return Draw(ref walk, experiment, leaf, hash!, memory);
    }

    private static Assignment Draw<TTrace>(
        scoped ref Walk<TTrace> walk, Experiment experiment, BanditLeaf? leaf, BucketHash hash, StickyMemory memory)
        where TTrace : struct, ITrace
    {
        var bucket = walk.Subject.Bucket(hash);
        if (!walk.Passes(Check.HashVersion, !double.IsNaN(bucket), experiment))
            return Result(ref walk, experiment, leaf, Nowhere);
        if (!walk.Passes(Check.StickyVersion, !memory.IsBlocked, experiment))
            return Result(ref walk, experiment, leaf, Nowhere, usedSticky: true);
        var variation = memory.Variation;
        if (variation < 0)
        {
            var ranges = leaf is { Ranges.Length: > 0 } ? leaf.Ranges : experiment.Ranges;
            variation = BucketRanges.Choose(bucket, ranges);
            if (!walk.Passes(Check.Ranges, variation >= 0, ranges, bucket))
                return Result(ref walk, experiment, leaf, Nowhere);
        }
        if (experiment.Forced is { } forced)
        {
            walk.Passes(Check.ExperimentForce, true, experiment);
            return Result(ref walk, experiment, leaf, forced);
        }
        if (!walk.Passes(Check.QaMode, walk.Inputs is not { IsQaMode: true })
            || !walk.Passes(Check.Running, !experiment.IsStopped))
            return Result(ref walk, experiment, leaf, Nowhere);
        var assignment = Result(ref walk, experiment, leaf, variation, true, bucket, memory.Variation >= 0);
        Remember(ref walk, assignment);
        if (TTrace.WantsExposures)
            walk.Trace.Exposed(assignment);
        return assignment;
    }

    private static BanditLeaf Leaf<TTrace>(scoped ref Walk<TTrace> walk, BanditLeaf[] leaves)
        where TTrace : struct, ITrace
    {
        foreach (var leaf in leaves)
        {
            if (leaf.Condition is null || leaf.Condition.Matches(walk.Subject.Attributes))
                return leaf;
        }
        return leaves[^1];
    }

    private static bool MayRun<TTrace>(scoped ref Walk<TTrace> walk, Experiment experiment)
        where TTrace : struct, ITrace =>
        walk.Passes(Check.Variations, experiment.Variations.Length >= 2)
        && walk.Passes(Check.Enabled, walk.Inputs is null or { RunsExperiments: true })
        && (experiment.UrlTargets is null
            || walk.Passes(Check.Url, experiment.UrlTargets.Match(walk.Address()), experiment));

    private static bool IsForced<TTrace>(scoped ref Walk<TTrace> walk, Experiment experiment, out int variation)
        where TTrace : struct, ITrace
    {
        var inputs = walk.Inputs!;
        if (inputs.Url.Length > 0
            && QueryStringOverride.Find(experiment.Key, inputs.Url, experiment.Variations.Length) is { } byQuery)
        {
            variation = byQuery;
            return walk.Passes(Check.QueryString, true, experiment);
        }
        return inputs.ForcedVariations.TryGetValue(experiment.Key, out variation)
            && walk.Passes(Check.ForcedVariation, true, experiment);
    }

    /// <summary>What is not asked again of who was given a variation before.</summary>
    private static bool IsTargeted<TTrace>(scoped ref Walk<TTrace> walk, Experiment experiment, BucketHash hash)
        where TTrace : struct, ITrace =>
        (experiment.Filters is not null
            ? !walk.IsFilteredOut(experiment.Filters)
            : experiment.Namespace is null || IsInNamespace(ref walk, experiment.Namespace, hash))
        && (experiment.Condition is null || walk.Matches(experiment.Condition))
        && (experiment.Prerequisites is null || walk.Meets(experiment.Prerequisites))
        && (!experiment.NeedsGroup || walk.Passes(Check.Group, false));

    private static bool IsInNamespace<TTrace>(
        scoped ref Walk<TTrace> walk, ExperimentNamespace within, BucketHash hash)
        where TTrace : struct, ITrace
    {
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(walk.Subject.At(hash.Slot), scratch);
        var bucket = within.Bucket(text.Chars);
        return walk.Passes(Check.Namespace, within.Range.Contains(bucket), within, bucket);
    }

    private static StickyMemory Remembered<TTrace>(scoped ref Walk<TTrace> walk, Experiment experiment)
        where TTrace : struct, ITrace
    {
        var memory = StickyMemory.Of(experiment, walk.Subject, walk.Sticky!);
        walk.Passes(Check.StickyBucket, memory.Variation >= 0, experiment);
        return memory;
    }

    private static void Remember<TTrace>(scoped ref Walk<TTrace> walk, in Assignment assignment)
        where TTrace : struct, ITrace
    {
        var sticky = assignment.Experiment.Sticky;
        if (walk.Sticky is null || sticky.IsDisabled)
            return;
        walk.Sticky = walk.Sticky.With(
            assignment.Hash.Attribute,
            StickyMemory.TextOf(walk.Subject.At(assignment.Hash.Slot)),
            sticky.AssignmentKey,
            assignment.Variation.Key);
    }

    private static Assignment Result<TTrace>(
        scoped ref Walk<TTrace> walk,
        Experiment experiment,
        BanditLeaf? leaf,
        int variation,
        bool usedHash = false,
        double bucket = double.NaN,
        bool usedSticky = false)
        where TTrace : struct, ITrace
    {
        var isIn = variation >= 0 && variation < experiment.Variations.Length;
        return new Assignment
        {
            Experiment = experiment,
            VariationIndex = isIn ? variation : 0,
            IsIn = isIn,
            UsedHash = usedHash,
            UsedFallback = experiment.Fallback is not null
                && walk.Hashed(experiment.Hash, experiment.Fallback) == experiment.Fallback,
            Bucket = bucket,
            UsedSticky = usedSticky,
            Leaf = leaf,
        };
    }
}
