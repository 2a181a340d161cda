using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>What does a published experiment say: the members of a rule, or those of one on its own?</summary>
/// <param name="scope">Its feature's; or its own.</param>
/// <param name="fields">The members.</param>
/// <param name="element">The same, as published.</param>
internal sealed class ExperimentCompiler(CompilationScope scope, RuleFields fields, JsonElement element)
{
    private readonly double _coverage = fields.Number("coverage") ?? 1;
    private readonly double[]? _weights = fields.Numbers("weights");
    private readonly string _key = fields.Text("key", scope.FeatureKey);
    private readonly string? _phase = fields.Member("phase") is { Kind: ScriptKind.Text, IsTruthy: true } phase
        ? phase.ToText()
        : null;

    /// <summary>The experiment of a rule; null when the rule must be left out, and why is among the findings.</summary>
    /// <param name="variationsKey">The member that holds the variations: a bandit's stand elsewhere.</param>
    public Experiment? OfRule(string variationsKey, CompiledRuleName name, BucketFilter[]? filters)
    {
        var json = new ExperimentJsonCompiler(element, _key, variationsKey);
        var hash = Hash();
        var experiment = new Experiment
        {
            Key = json.Key,
            Phase = _phase,
            Variations = Variations(json, name, scope.FeatureKey),
            Hash = hash,
            Fallback = Fallback(hash),
            Ranges = Ranges(json.Count),
            Leaves = BanditCompiler.Compile(fields, scope, json.Count, _coverage, _weights),
            Filters = filters,
            Namespace = Namespace(),
            Condition = Condition(),
            Sticky = Sticky(json.Key),
            IsReallocated = fields.IsTruthy("reallocated")
                || fields.Member("disableStickyBucketing") is { Kind: ScriptKind.Boolean, IsTruthy: false },
            IsRecordedByServers = IsRecordedByServers(),
            Json = json.OfRule(),
        };
        return fields.IsUsable ? experiment : null;
    }

    /// <summary>An experiment on its own; null when it cannot be evaluated.</summary>
    public Experiment? Alone()
    {
        var json = new ExperimentJsonCompiler(element, _key, "variations");
        var hash = Hash();
        var status = fields.OptionalText("status");
        var targets = UrlTargets();
        var experiment = new Experiment
        {
            Key = json.Key,
            Variations = Variations(json, CompiledRuleName.None, featureId: null),
            Hash = hash,
            Fallback = Fallback(hash),
            Ranges = Ranges(json.Count),
            Filters = FilterCompiler.Compile(fields, scope),
            Namespace = Namespace(),
            Condition = Condition(),
            Prerequisites = PrerequisiteCompiler.Compile(fields, scope),
            Sticky = Sticky(json.Key),
            IsInactive = status == "draft" || fields.Member("active") is { Kind: ScriptKind.Boolean, IsTruthy: false },
            IsStopped = status == "stopped",
            NeedsGroup = fields.Has("groups"),
            Forced = fields.Has("force") ? (int)(fields.Number("force") ?? -1) : null,
            UrlTargets = targets,
            Page = PageChange.Compile(fields, targets is not null),
            Json = json.Alone(),
        };
        return fields.IsUsable ? experiment : null;
    }

    private bool IsRecordedByServers()
    {
        if (!fields.IsTruthy("serverExposures"))
            return false;
        foreach (var dimension in ServerExposure.Dimensions)
            scope.Vocabulary.SlotOf(dimension);
        return true;
    }

    private BucketHash Hash() => scope.Vocabulary.HashOf(
        fields.Text("hashAttribute", "id"), fields.Text("seed", _key), fields.HashVersion("hashVersion", 1));

    private BucketHash? Fallback(BucketHash hash) =>
        !fields.IsTruthy("disableStickyBucketing") && fields.OptionalText("fallbackAttribute") is { } fallback
            ? scope.Vocabulary.HashOf(fallback, hash.Seed, hash.Version)
            : null;

    private BucketRange[] Ranges(int variations) =>
        fields.Ranges("ranges")
        ?? [.. BucketRanges.Of(variations, _coverage, _weights is null ? null : [.. _weights])];

    private ExperimentNamespace? Namespace()
    {
        if (fields.List("namespace") is not { } parts)
            return null;
        if (parts is [{ Kind: ScriptKind.Text } id, var start, var end, ..]
            && (start.Kind, end.Kind) == (ScriptKind.Number, ScriptKind.Number))
            return new ExperimentNamespace(id.ToText(), new BucketRange(start.Number, end.Number));
        fields.LeaveOut("namespace", "A namespace must be a name and two numbers");
        return null;
    }

    private UrlTargets? UrlTargets()
    {
        if (fields.Member("urlPatterns") is not { } published)
            return null;
        var targets = Evaluation.UrlTargets.Compile(published, fields.PathOf("urlPatterns"), fields.Findings);
        if (targets is null)
            fields.LeaveOut();
        return targets;
    }

    private Condition? Condition()
    {
        if (fields.Member("condition") is not { } published)
            return null;
        var condition = scope.Condition(published, fields.PathOf("condition"));
        if (condition is null)
            fields.LeaveOut();
        return condition;
    }

    private StickyRules Sticky(string key)
    {
        // JavaScript looks for the memories of "id" where no fallback is named.
        var fallback = fields.Text("fallbackAttribute", "id");
        scope.Vocabulary.SlotOf(fallback);
        return new StickyRules(
            key,
            fields.IsTruthy("disableStickyBucketing"),
            fields.Version("bucketVersion"),
            fields.Version("minBucketVersion"))
        {
            FallbackAttribute = fallback,
        };
    }

    private Variation[] Variations(ExperimentJsonCompiler json, CompiledRuleName rule, string? featureId)
    {
        var meta = fields.Objects("meta") ?? [];
        foreach (var unusable in meta)
            fields.Include(unusable);
        return [.. json.Variations.Select((value, index) => Variation(value, index, rule, featureId, meta))];
    }

    private Variation Variation(
        JsonElement value, int index, CompiledRuleName rule, string? featureId, RuleFields[] meta)
    {
        var described = index < meta.Length ? meta[index] : null;
        var stickyKey = described?.OptionalText("key");
        var key = stickyKey ?? ScriptValue.Of((double)index).ToText();
        var name = described?.OptionalText("name");
        var isPassthrough = described?.IsTruthy("passthrough") ?? false;
        return new Variation
        {
            Key = key,
            StickyKey = stickyKey,
            Name = name,
            IsPassthrough = isPassthrough,
            Outcome = scope.Outcomes.Of(
                value, Reason.Split, Source.Experiment, rule, key, new Tracking(_key, _phase)),
            ResultMembers = ExperimentJsonCompiler.ResultMembers(
                key, featureId, index, value, name, isPassthrough),
        };
    }
}
