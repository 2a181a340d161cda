using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Whom does a published rule concern? What we cannot evaluate whole is left out whole.</summary>
internal sealed class RuleCompiler(CompilationScope scope)
{
    /// <summary>Null when the rule is left out; why is then among the findings.</summary>
    public CompiledRule? Compile(JsonElement element, int index)
    {
        var path = $"/rules/{index}";
        if (!ScriptReader.TryRead(element, out var rule) || rule.Kind != ScriptKind.Object)
        {
            scope.Findings.Add(path, "malformed-rule", "A rule must be an object of valid text; the rule is left out.");
            return null;
        }
        ReportUnknownKeys(rule, path);
        var fields = new RuleFields(rule, path, scope.Findings);
        var name = new CompiledRuleName(index, fields.Member("id") is { IsTruthy: true } id ? id.ToText() : null);
        var compiled = Compile(fields, element, name);
        return fields.IsUsable ? compiled : null;
    }

    private CompiledRule? Compile(RuleFields fields, JsonElement element, CompiledRuleName name)
    {
        var prerequisites = PrerequisiteCompiler.Compile(fields, scope);
        var filters = FilterCompiler.Compile(fields, scope);
        if (element.TryGetProperty("force", out var value))
            return Forced(fields, value, name, prerequisites, filters);
        var variationsKey = fields.Member("contextualVariations") is not null ? "contextualVariations" : "variations";
        if (fields.List(variationsKey) is null)
        {
            if (prerequisites is null && fields.IsUsable)
                fields.LeaveOut("", "The rule gives neither a value nor a variation", "rule-without-effect");
            return new CompiledRule { Index = name.Index, Id = name.Id, Prerequisites = prerequisites };
        }
        return new CompiledRule
        {
            Index = name.Index,
            Id = name.Id,
            Prerequisites = prerequisites,
            Filters = filters,
            Experiment = new ExperimentCompiler(scope, fields, element).OfRule(variationsKey, name, filters),
        };
    }

    private CompiledRule Forced(
        RuleFields fields,
        JsonElement value,
        CompiledRuleName name,
        Prerequisite[]? prerequisites,
        BucketFilter[]? filters)
    {
        Condition? condition = null;
        if (fields.Member("condition") is { } published)
        {
            condition = scope.Condition(published, fields.PathOf("condition"));
            if (condition is null)
                fields.LeaveOut();
        }
        var rollout = RolloutCompiler.Compile(fields, scope);
        var reason = rollout is null && filters is null ? Reason.TargetingMatch : Reason.Split;
        return new CompiledRule
        {
            Index = name.Index,
            Id = name.Id,
            Prerequisites = prerequisites,
            Filters = filters,
            Condition = condition,
            Rollout = rollout,
            Forced = scope.Outcomes.Of(value, reason, Source.Force, name),
        };
    }

    private void ReportUnknownKeys(in ScriptValue rule, string path)
    {
        foreach (var (key, _) in rule.Members)
        {
            if (!Dialect.RuleKeys.Contains(key))
            {
                scope.Findings.Add(
                    Findings.Below(path, key), "unknown-key", "This key means nothing; the rule holds without it.");
            }
        }
    }
}
