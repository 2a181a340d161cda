namespace Actors.Evaluation;

/// <summary>Which other features do a rule's <c>parentConditions</c> ask for?</summary>
internal static class PrerequisiteCompiler
{
    /// <summary>Null when there are none.</summary>
    public static Prerequisite[]? Compile(RuleFields rule, CompilationScope scope)
    {
        if (rule.Objects("parentConditions") is not { Length: > 0 } parents)
            return null;
        return [.. parents.Select(parent => Prerequisite(parent, scope, rule))];
    }

    private static Prerequisite Prerequisite(RuleFields parent, CompilationScope scope, RuleFields rule)
    {
        var key = parent.OptionalText("id");
        if (key is null)
            parent.LeaveOut("id", "A prerequisite must name a feature");
        Condition? condition = null;
        if (parent.Member("condition") is { } published)
        {
            condition = scope.ConditionOnValue(published, parent.PathOf("condition"));
            if (condition is null)
                parent.LeaveOut();
        }
        rule.Include(parent);
        return new Prerequisite(key ?? "", condition, parent.IsTruthy("gate"));
    }
}
