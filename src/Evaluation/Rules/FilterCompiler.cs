namespace Actors.Evaluation;

/// <summary>Which buckets do a rule's <c>filters</c> let pass?</summary>
internal static class FilterCompiler
{
    /// <summary>Null when there are none.</summary>
    public static BucketFilter[]? Compile(RuleFields rule, CompilationScope scope)
    {
        if (rule.Objects("filters") is not { } filters)
            return null;
        return [.. filters.Select(filter => Filter(filter, scope, rule))];
    }

    private static BucketFilter Filter(RuleFields filter, CompilationScope scope, RuleFields rule)
    {
        // Written together, "undefined" would be hashed in JavaScript: nobody can have meant that.
        if (filter.Member("seed") is not { Kind: ScriptKind.Text } seed)
            filter.LeaveOut("seed", "A filter must have a seed, which is a text");
        else if (filter.Ranges("ranges") is { } ranges)
        {
            var hash = scope.Vocabulary.HashOf(
                filter.Text("attribute", "id"), seed.ToText(), filter.HashVersion("hashVersion", 2));
            rule.Include(filter);
            return new BucketFilter(hash, ranges);
        }
        else
            filter.LeaveOut("ranges", "A filter must have ranges");
        rule.Include(filter);
        return new BucketFilter(scope.Vocabulary.HashOf("id", "", 0), []);
    }
}
